package dev.homeroom.cache.readthrough;

import dev.homeroom.cache.Source;
import dev.homeroom.cache.spi.CacheEntry;
import org.jspecify.annotations.Nullable;

/**
 * What a look-up in one tier brought for one key.
 *
 * @param answer null if the tier has none
 * @param fallback what may be served as stale if nothing better can be had; null if nothing may
 */
record LookupResult<T>(@Nullable EntryAnswer<T> answer, @Nullable Fallback fallback) {
  private static final LookupResult<?> NOTHING = new LookupResult<>(null, null);

  /** Returns neither an answer nor a fallback. */
  @SuppressWarnings("unchecked") // It holds no value of any type.
  static <T> LookupResult<T> nothing() {
    return (LookupResult<T>) NOTHING;
  }

  /** Returns an answer. */
  static <T> LookupResult<T> of(EntryAnswer<T> answer) {
    return new LookupResult<>(answer, null);
  }

  /** Returns an entry that is no answer now. */
  static <T> LookupResult<T> onlyOld(CacheEntry entry, Source source) {
    return new LookupResult<>(null, new Fallback(entry, source));
  }
}
