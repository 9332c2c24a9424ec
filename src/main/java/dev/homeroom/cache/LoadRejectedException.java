package dev.homeroom.cache;

/**
 * Thrown when loads are slow and too many callers wait for them, when all loader threads are busy
 * and their queue is full, when no thread can be started, or when the server is stopping. Try again
 * in 1 s.
 */
public final class LoadRejectedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Makes one that names the key. */
  public LoadRejectedException(String key) {
    super("too many loads under way to load " + key);
  }
}
