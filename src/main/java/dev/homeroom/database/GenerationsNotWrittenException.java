package dev.homeroom.database;

/** Thrown when the tags of a write could not be replaced, so that the write is rolled back. */
public final class GenerationsNotWrittenException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  GenerationsNotWrittenException(Throwable cause) {
    super("generations could not be written", cause);
  }
}
