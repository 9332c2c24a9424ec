package dev.homeroom.cache.entry;

/** Bytes that are no entry of this format: a miss, and the key is replaced. */
public final class UnreadableEntryException extends Exception {
  private static final long serialVersionUID = 1L;

  UnreadableEntryException(String message) {
    super(message);
  }

  UnreadableEntryException(String message, Throwable cause) {
    super(message, cause);
  }
}
