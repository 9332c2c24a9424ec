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

  /**
   * Returns what kind of load it is: loads of one kind get half of the loader threads at most, so
   * that one table that does not answer takes no other's loads with it. Empty for the region's.
   */
  default String kind() {
    return "";
  }

  /** Returns a loader of a kind, for regions whose values come from different tables. */
  static <T> Loader<T> ofKind(String kind, Loader<T> loader) {
    return new Loader<>() {
      @Override
      public @Nullable T load(LoadScope scope) {
        return loader.load(scope);
      }

      @Override
      public String kind() {
        return kind;
      }
    };
  }
}
