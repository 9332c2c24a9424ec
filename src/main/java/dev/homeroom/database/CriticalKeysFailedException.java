package dev.homeroom.database;

/** Thrown when the row of a critical key could not be read or written. */
public final class CriticalKeysFailedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  CriticalKeysFailedException(Throwable cause) {
    super("a critical key could not be read or written", cause);
  }
}
