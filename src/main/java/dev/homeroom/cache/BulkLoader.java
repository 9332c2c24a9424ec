package dev.homeroom.cache;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Loads the values of several keys by one repository call, so that many cost as many statements as
 * one. It runs as a {@link Loader} does, once for those keys of one call of the cache that no tier
 * has and nobody else is loading. Each value is an entry of its own.
 *
 * <p>Two loaders that are equal load together: it is a record, or a bean.
 *
 * @param <I> the type of what tells the values apart
 * @param <T> the type of the values
 */
public interface BulkLoader<I, T> {
  /**
   * Reads what the values need.
   *
   * @param inputs of the values, at least one
   * @return what makes each value, in the order of the inputs
   * @throws RuntimeException any: then each key is loaded alone, unless the database is away or the
   *     time is up, in which case it reaches the callers of all these keys unchanged
   */
  List<ValueMaker<T>> load(List<I> inputs);

  /** Returns the kind of the load, as {@link Loader#kind}. */
  default String kind() {
    return "";
  }

  /**
   * Makes one value of what has been read, and reads nothing itself.
   *
   * @param <T> the type of the value
   */
  @FunctionalInterface
  interface ValueMaker<T> {
    /**
     * Returns the value; null for a negative answer.
     *
     * @param freshness shortens the entry's life
     * @throws RuntimeException any: it reaches the callers of this key alone, and this one is not
     *     stored
     */
    @Nullable T make(Freshness freshness);
  }
}
