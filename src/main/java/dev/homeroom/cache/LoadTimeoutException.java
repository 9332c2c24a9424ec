package dev.homeroom.cache;

/**
 * Thrown when a load takes longer than 2 s. If it has begun it goes on, and a later call may find
 * its result.
 */
public final class LoadTimeoutException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Makes one that names the key. */
  public LoadTimeoutException(String key) {
    super("no value for " + key + " in time");
  }
}
