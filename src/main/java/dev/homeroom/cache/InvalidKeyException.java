package dev.homeroom.cache;

/** Thrown for a key or tag that is empty or longer than 512 bytes. Nothing was read or written. */
public final class InvalidKeyException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Makes one that says what is wrong. */
  public InvalidKeyException(String message) {
    super(message);
  }
}
