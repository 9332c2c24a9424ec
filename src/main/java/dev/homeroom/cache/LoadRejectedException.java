package dev.homeroom.cache;

/**
 * All loader threads are busy and their queue is full, or no thread can be started, or the server
 * is stopping; nothing was loaded. Try again in 1 s.
 */
public final class LoadRejectedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Names the key. */
  public LoadRejectedException(String key) {
    super("too many loads under way to load " + key);
  }
}
