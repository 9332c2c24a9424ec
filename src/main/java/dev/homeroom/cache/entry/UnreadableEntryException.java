package dev.homeroom.cache.entry;

/** Thrown for bytes that are no entry of this format: a miss, and the key is replaced. */
public final class UnreadableEntryException extends Exception {
  private static final long serialVersionUID = 1L;

  private final boolean corrupt;

  UnreadableEntryException(String message, boolean corrupt) {
    super(message);
    this.corrupt = corrupt;
  }

  UnreadableEntryException(String message) {
    this(message, false);
  }

  UnreadableEntryException(String message, Throwable cause) {
    super(message, cause);
    this.corrupt = false;
  }

  /** Returns whether only the checksum was wrong: an entry of ours that was damaged. */
  public boolean isCorrupt() {
    return corrupt;
  }
}
