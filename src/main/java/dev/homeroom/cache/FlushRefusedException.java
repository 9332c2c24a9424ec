package dev.homeroom.cache;

/** Thrown when a flush was refused and has changed nothing; the message says what to do. */
public final class FlushRefusedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Makes one with its reason. */
  public FlushRefusedException(String message) {
    super(message);
  }
}
