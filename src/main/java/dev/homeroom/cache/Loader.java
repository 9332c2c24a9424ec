package dev.homeroom.cache;

import org.jspecify.annotations.Nullable;

/**
 * Loads a value from the database. It runs on a thread of the cache, without a transaction and
 * without a request scope: it gets its input as captured parameters, and its one repository call
 * opens a READ COMMITTED transaction.
 *
 * @param <T> the type of the value
 */
@FunctionalInterface
public interface Loader<T> {
  /**
   * Returns the value; null for a negative answer, which memory keeps for the region's negative
   * TTL.
   *
   * @param scope shortens the entry's life, adds tags
   * @throws RuntimeException any: it reaches the callers unchanged, and nothing is stored
   */
  @Nullable T load(LoadScope scope);

  /**
   * Returns the kind of the load, empty for the region's: loads of one kind get half of the loader
   * threads at most, so that one table that does not answer cannot block all loads.
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
