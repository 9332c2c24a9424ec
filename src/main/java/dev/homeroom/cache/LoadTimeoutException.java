package dev.homeroom.cache;

/**
 * A load did not end within 2 s of the asking; it goes on, and a later call may find its result.
 */
public final class LoadTimeoutException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Names the key. */
  public LoadTimeoutException(String key) {
    super("no value for " + key + " in time");
  }
}
