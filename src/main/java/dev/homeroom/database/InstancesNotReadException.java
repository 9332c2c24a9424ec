package dev.homeroom.database;

/** Thrown when the running servers could not be read. */
public final class InstancesNotReadException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  InstancesNotReadException(Throwable cause) {
    super("the running servers could not be read", cause);
  }
}
