package dev.homeroom.cache;

/** Gives the values of entries as objects. */
@FunctionalInterface
public interface EntryValues {
  /**
   * Returns the value of an entry that has one.
   *
   * @throws IllegalStateException if the region's values are passed on as JSON
   * @throws IllegalArgumentException if the payload is not the JSON of the region's type
   */
  <T> T of(CacheKey<T> key, CacheEntry entry);
}
