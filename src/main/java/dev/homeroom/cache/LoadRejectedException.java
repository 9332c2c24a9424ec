package dev.homeroom.cache;

/** All loader threads are busy and their queue is full; nothing was loaded. Try again in 1 s. */
public final class LoadRejectedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Names the key. */
  public LoadRejectedException(String key) {
    super("too many loads under way to load " + key);
  }
}
