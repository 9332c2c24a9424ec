package dev.homeroom.cache.memory;

import dev.homeroom.cache.spi.CacheSettings;
import dev.homeroom.cache.spi.CommandValues;
import dev.homeroom.cache.spi.EvictionPolicy;
import java.time.Clock;

/** Makes memory for the values of commands, as the server has it. */
public final class TestValues {
  private TestValues() {}

  /** Returns an empty one with the shipped bounds. */
  public static CommandValues shipped() {
    return of(20_000, CacheSettings.MEMORY_BYTES);
  }

  /** Returns an empty one with other bounds. */
  public static CommandValues of(int maxEntries, long maxBytes) {
    return new TestMemory(maxEntries, maxBytes, EvictionPolicy.LRU, Clock.systemUTC()).values();
  }
}
