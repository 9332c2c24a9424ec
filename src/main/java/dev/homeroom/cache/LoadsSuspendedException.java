package dev.homeroom.cache;

/**
 * Thrown at once, without a load, for a moment after the last loads did not reach the database. Has
 * no stack trace: it is thrown at the rate of requests.
 */
public final class LoadsSuspendedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Makes one that names the key. */
  public LoadsSuspendedException(String key) {
    super("the database was not reached lately; not loaded: " + key, null, false, false);
  }
}
