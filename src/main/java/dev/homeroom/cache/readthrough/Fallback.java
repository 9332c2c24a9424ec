package dev.homeroom.cache.readthrough;

import dev.homeroom.cache.Source;
import dev.homeroom.cache.spi.CacheEntry;
import org.jspecify.annotations.Nullable;

/**
 * An entry that is not answered at once, but may be if nothing better can be had in time.
 *
 * @param source the tier that it came from
 * @param isValid whether it is valid, and only waits for what the shared tier has to say
 */
record Fallback(CacheEntry entry, Source source, boolean isValid) {
  /** Returns the one that was loaded later; null if there is neither. */
  static @Nullable Fallback newer(@Nullable Fallback one, @Nullable Fallback other) {
    if (one == null || other == null) {
      return one == null ? other : one;
    }
    return other.entry.loadedMillis() > one.entry.loadedMillis() ? other : one;
  }
}
