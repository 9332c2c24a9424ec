package dev.homeroom.cache;

/**
 * A value from the cache, with its source and age. Immutable; safe for all threads.
 *
 * @param <T> the type of the value
 */
public interface Cached<T> {
  /** Returns whether the loader found that there is no such value. */
  boolean isAbsent();

  /**
   * Returns the value, which all callers share: in a LOCAL region the loaded object itself, else
   * the one that is read from the JSON, once while memory keeps it.
   *
   * @throws IllegalStateException if it is absent, or the region's values are passed on as JSON
   */
  T value();

  /** Returns the JSON for a response; no copy, not to be changed; empty if LOCAL or absent. */
  byte[] payload();

  /** Returns the {@link Checksum} of the payload, made once per entry. */
  long checksum();

  /** Returns the source of the value. */
  Source source();

  /** Returns the outcome of the read. */
  Outcome outcome();

  /** Returns whether it may be out of date. */
  default boolean stale() {
    return outcome() == Outcome.STALE;
  }

  /** Returns whether a near copy answered, in Redis' place. */
  boolean near();

  /** Returns the time since its load began, in milliseconds, at least 0. */
  long ageMillis();

  /** Returns the start of its load, ms since 1970. */
  long loadedMillis();

  /** Returns the time from its load to its end as fresh, in milliseconds. */
  long lifetimeMillis();

  /** Returns whether another caller's load was joined. */
  boolean collapsed();

  /** Returns whether it is stored for later reads. */
  boolean stored();
}
