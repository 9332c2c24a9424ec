package dev.homeroom.database;

/** The tags of a write could not be replaced, so the write is rolled back; the cause says why. */
public final class GenerationsNotWrittenException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  GenerationsNotWrittenException(Throwable cause) {
    super("generations could not be written", cause);
  }
}
