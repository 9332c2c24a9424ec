package dev.homeroom.testkit;

import dev.homeroom.cache.memory.MemoryTier;
import dev.homeroom.cache.spi.CacheRecorder;
import dev.homeroom.cache.spi.CacheSettings;

/** Makes memory tiers of the shipped 100 MB whose evictions nobody counts. */
public final class MemoryTiers {
  private MemoryTiers() {}

  /** Returns an empty tier for at most so many entries. */
  public static MemoryTier of(int maxEntries) {
    return new MemoryTier(maxEntries, CacheSettings.MEMORY_BYTES, CacheRecorder.none());
  }
}
