package dev.homeroom.cache;

import org.jspecify.annotations.Nullable;

/**
 * Makes a value from the database. It runs on a thread of the cache's own, without a transaction
 * and without a request scope: what it needs to know it gets as captured parameters, and its one
 * repository call opens a READ COMMITTED transaction of its own.
 *
 * @param <T> what it makes
 */
@FunctionalInterface
public interface Loader<T> {
  /**
   * Returns the value, or null if there is none: a negative answer, kept in memory for the region's
   * negative TTL.
   *
   * @param scope shortens the entry's life, adds tags
   * @throws RuntimeException any: it reaches the callers unchanged, and nothing is stored
   */
  @Nullable T load(LoadScope scope);
}
