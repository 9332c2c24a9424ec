package dev.homeroom.settings;

/** Thrown for a bad setting: the start ends with this message, which names key, value and range. */
public final class InvalidSettingException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * Makes the message of a bad setting.
   *
   * @param key as the operator writes it, for instance {@code CACHE_MEMORY_ENTRIES}
   * @param value as the operator wrote it; a secret must be masked by the caller
   * @param range the allowed values
   */
  public InvalidSettingException(String key, String value, String range) {
    super("Setting " + key + " is \"" + value + "\"; allowed is " + range + ".");
  }
}
