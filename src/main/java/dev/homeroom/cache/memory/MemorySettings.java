package dev.homeroom.cache.memory;

import dev.homeroom.cache.spi.EvictionPolicy;
import dev.homeroom.settings.Settings;
import java.util.Locale;

/**
 * How memory evicts, checked; its bounds are in {@code CacheSettings}.
 *
 * @param policy what it evicts when it is full, {@code CACHE_MEMORY_POLICY}
 */
record MemorySettings(EvictionPolicy policy) {
  /**
   * Reads the settings.
   *
   * @throws dev.homeroom.settings.InvalidSettingException if one is out of range
   */
  static MemorySettings from(Settings settings) {
    String policy = settings.word("CACHE_MEMORY_POLICY", "lru", "lru", "lfu", "fifo", "none");
    return new MemorySettings(EvictionPolicy.valueOf(policy.toUpperCase(Locale.ROOT)));
  }
}
