package dev.homeroom.database;

/** Thrown when generations could not be read: the caller must assume nothing about them. */
public final class GenerationsNotReadException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  GenerationsNotReadException(Throwable cause) {
    super("generations could not be read", cause);
  }
}
