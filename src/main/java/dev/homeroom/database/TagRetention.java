package dev.homeroom.database;

import dev.homeroom.cache.InvalidSettingException;
import dev.homeroom.cache.Region;
import dev.homeroom.cache.RegionTtls;
import dev.homeroom.cache.Settings;
import java.time.Duration;

/**
 * For how long the row of a tag is kept after its last change: {@code CACHE_TAG_RETENTION}. Longer
 * by a day, for clocks, than any entry lives.
 */
final class TagRetention {
  static final String KEY = "CACHE_TAG_RETENTION";

  private static final Duration BY_DEFAULT = Duration.ofDays(7);
  private static final Duration MIN = Duration.ofDays(1);
  private static final Duration MAX = Duration.ofDays(365);
  private static final Duration MARGIN = Duration.ofDays(1);

  private TagRetention() {}

  /**
   * Reads the setting.
   *
   * @throws InvalidSettingException if it is out of range, or an entry of a region may live longer
   */
  static Duration of(Settings settings, RegionTtls ttls, Iterable<? extends Region<?>> regions) {
    Duration kept = settings.duration(KEY, BY_DEFAULT, MIN, MAX);
    for (Region<?> region : regions) {
      Duration least = longestLife(ttls.configured(region)).plus(MARGIN);
      if (least.compareTo(kept) > 0) {
        throw new InvalidSettingException(
            KEY,
            kept.toHours() + "h",
            "at least " + least.toHours() + "h, a day longer than " + region.name() + " lives");
      }
    }
    return kept;
  }

  /**
   * What stays in one instance's memory, by reference, needs no row: its cell is retired when the
   * row goes.
   */
  private static Duration longestLife(Region<?> region) {
    return region.isLocal() ? Duration.ZERO : region.ttl().plus(region.staleAllowance());
  }
}
