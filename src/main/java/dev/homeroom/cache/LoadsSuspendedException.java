package dev.homeroom.cache;

/**
 * The last loads did not reach the database, so for a moment none is begun: the caller is told at
 * once. Has no stack trace: it is thrown at the rate of requests.
 */
public final class LoadsSuspendedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Names the key that was to be loaded. */
  public LoadsSuspendedException(String key) {
    super("the database was not reached lately; not loaded: " + key, null, false, false);
  }
}
