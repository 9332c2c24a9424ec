package dev.homeroom.cache.readthrough;

import dev.homeroom.cache.Source;
import dev.homeroom.cache.spi.CacheEntry;
import org.jspecify.annotations.Nullable;

/** The result of the look-up of one key in one tier: an answer, or none. */
sealed interface LookupResult<T> permits EntryAnswer, LookupResult.NoAnswer {
  /** Returns the answer; null if the tier has none. */
  @Nullable EntryAnswer<T> answer();

  /** Returns what may be served as stale if nothing better can be had; null if nothing may. */
  @Nullable Fallback fallback();

  /** No answer. */
  record NoAnswer<T>(@Nullable Fallback fallback) implements LookupResult<T> {
    @Override
    public @Nullable EntryAnswer<T> answer() {
      return null;
    }
  }

  /** Returns an entry that is not answered at once. */
  static <T> LookupResult<T> later(CacheEntry entry, Source source, boolean isValid) {
    return new NoAnswer<>(new Fallback(entry, source, isValid));
  }
}
