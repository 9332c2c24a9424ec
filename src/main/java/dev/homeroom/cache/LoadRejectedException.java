package dev.homeroom.cache;

/**
 * Thrown when all loader threads are busy and their queue is full, no thread can be started, or the
 * server is stopping; nothing was loaded. Try again in 1 s.
 */
public final class LoadRejectedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Makes one that names the key. */
  public LoadRejectedException(String key) {
    super("too many loads under way to load " + key);
  }
}
