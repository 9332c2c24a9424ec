package dev.homeroom.cache.memory;

import dev.homeroom.cache.spi.EvictionPolicy;
import dev.homeroom.settings.Settings;
import java.time.Duration;
import java.util.Locale;

/**
 * How memory evicts, cleans itself up and counts, checked; its bounds are in {@code CacheSettings}.
 *
 * @param policy what it evicts when it is full, {@code CACHE_MEMORY_POLICY}
 * @param cleanUpInterval between two removals of what has ended, {@code CACHE_CLEANUP_INTERVAL}
 * @param metrics whether it counts, {@code CACHE_ENABLE_METRICS}
 */
record MemorySettings(EvictionPolicy policy, Duration cleanUpInterval, boolean metrics) {
  /**
   * Reads the settings.
   *
   * @throws dev.homeroom.settings.InvalidSettingException if one is out of range
   */
  static MemorySettings from(Settings settings) {
    String policy = settings.word("CACHE_MEMORY_POLICY", "lru", "lru", "lfu", "fifo", "none");
    return new MemorySettings(
        EvictionPolicy.valueOf(policy.toUpperCase(Locale.ROOT)),
        settings.duration(
            "CACHE_CLEANUP_INTERVAL",
            Duration.ofSeconds(60),
            Duration.ofSeconds(1),
            Duration.ofHours(1)),
        settings.flag("CACHE_ENABLE_METRICS", true));
  }
}
