package dev.homeroom.database;

import dev.homeroom.cache.Region;
import dev.homeroom.cache.RegionTtls;
import dev.homeroom.settings.InvalidSettingException;
import dev.homeroom.settings.Settings;
import java.time.Duration;

/**
 * The time for which the row of a tag is kept after its last change.
 *
 * @param kept {@code CACHE_TAG_RETENTION}: longer by a day, for clocks, than any entry lives
 */
record TagRetention(Duration kept) {
  private static final String KEY = "CACHE_TAG_RETENTION";
  private static final Duration MARGIN = Duration.ofDays(1);

  /** Reads the setting; throws {@link InvalidSettingException} if it is out of range. */
  static TagRetention from(Settings settings) {
    return new TagRetention(
        settings.duration(KEY, Duration.ofDays(7), Duration.ofDays(1), Duration.ofDays(365)));
  }

  /** Returns this; throws {@link InvalidSettingException} if an entry may live longer. */
  TagRetention checkedFor(RegionTtls ttls, Iterable<? extends Region<?>> regions) {
    for (Region<?> region : regions) {
      Duration least = longestLife(ttls.configured(region)).plus(MARGIN);
      if (least.compareTo(kept) > 0) {
        throw new InvalidSettingException(
            KEY,
            kept.toHours() + "h",
            "at least " + least.toHours() + "h, a day longer than " + region.name() + " lives");
      }
    }
    return this;
  }

  /**
   * Returns the longest life of a region's entries. Entries that stay in one instance's memory need
   * no row: their cell is retired when the row goes.
   */
  private static Duration longestLife(Region<?> region) {
    return region.isLocal() ? Duration.ZERO : region.ttl().plus(region.staleAllowance());
  }
}
