package dev.homeroom.cache;

/**
 * An answer of the cache: a value, and how it was had. Immutable; safe for all threads.
 *
 * @param <T> what the value is
 */
public interface Cached<T> {
  /** Returns the key that was asked for. */
  CacheKey<T> key();

  /** Returns whether the loader found that there is no such value. */
  boolean isAbsent();

  /**
   * Returns the value, which all callers share: in a LOCAL region the loaded object itself, else
   * the one that was read from the JSON, once as long as memory keeps it.
   *
   * @throws IllegalStateException if there is none ({@link #isAbsent}), or the region's values are
   *     passed on as JSON
   */
  T value();

  /**
   * Returns the value's JSON, ready to be copied to a response; not a copy, must not be changed;
   * empty if LOCAL or absent.
   */
  byte[] payload();

  /** Returns the {@link Checksum} of the payload, made once for an entry. */
  long checksum();

  /** Returns where the value came from. */
  Source source();

  /** Returns how it was had. */
  Outcome outcome();

  /** Returns whether it may be old. */
  default boolean stale() {
    return outcome() == Outcome.STALE;
  }

  /** Returns whether a near copy answered: memory, in Redis' place. */
  boolean near();

  /** Returns the time since its load began, in milliseconds, at least 0. */
  long ageMillis();

  /** Returns when its load began, ms since 1970. */
  long loadedMillis();

  /** Returns for how long it is fresh from its load on, in milliseconds. */
  long lifetimeMillis();

  /** Returns whether another caller's load was joined. */
  boolean collapsed();

  /** Returns whether it is stored for later reads. */
  boolean stored();
}
