package dev.homeroom.database;

/**
 * The rows of generations could not be read; the cause says why. Nothing may be assumed of them.
 */
public final class GenerationsNotReadException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  GenerationsNotReadException(Throwable cause) {
    super("generations could not be read", cause);
  }
}
