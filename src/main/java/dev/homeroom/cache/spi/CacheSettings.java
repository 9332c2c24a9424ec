package dev.homeroom.cache.spi;

import dev.homeroom.settings.InvalidSettingException;
import dev.homeroom.settings.Settings;
import java.time.Duration;

/**
 * The cache's settings, checked.
 *
 * @param prefix of every key in Redis, {@code CACHE_PREFIX} and {@code CACHE_ENVIRONMENT}
 * @param memoryEntries limit of the memory tier, {@code CACHE_MEMORY_ENTRIES}
 * @param memoryBytes its other limit, in stored bytes, {@code CACHE_MEMORY_BYTES}
 * @param loadThreads loads at the same time, {@code CACHE_LOAD_THREADS}
 * @param loadQueue loads that wait for a thread, {@code CACHE_LOAD_QUEUE}
 * @param loadCallers callers that wait for slow loads, {@code CACHE_LOAD_CALLERS}
 * @param loadSoftTimeout wait of a caller that has a stale value, {@code CACHE_LOAD_SOFT_TIMEOUT}
 * @param loadHardTimeout wait of other callers, {@code CACHE_LOAD_HARD_TIMEOUT}
 * @param nearCopies whether memory answers in Redis' place, {@code CACHE_NEAR_COPIES}
 */
public record CacheSettings(
    String prefix,
    int memoryEntries,
    long memoryBytes,
    int loadThreads,
    int loadQueue,
    int loadCallers,
    Duration loadSoftTimeout,
    Duration loadHardTimeout,
    boolean nearCopies) {
  /** The shipped limit of the memory tier, in bytes. */
  public static final long MEMORY_BYTES = 100_000_000;

  private static final String PREFIX_RULE = "[A-Za-z0-9._-]{1,32} and a colon";

  /**
   * Reads the settings.
   *
   * @throws InvalidSettingException if one is out of range
   */
  public static CacheSettings from(Settings settings) {
    String prefix = settings.text("CACHE_PREFIX").orElse("homeroom:");
    if (!prefix.matches("[A-Za-z0-9._-]{1,32}:")) {
      throw new InvalidSettingException("CACHE_PREFIX", prefix, PREFIX_RULE);
    }
    String environment = settings.text("CACHE_ENVIRONMENT").orElse("");
    if (!environment.matches("[A-Za-z0-9._-]{0,32}")) {
      throw new InvalidSettingException("CACHE_ENVIRONMENT", environment, "[A-Za-z0-9._-]{0,32}");
    }
    return new CacheSettings(
        environment.isEmpty() ? prefix : prefix + environment + ":",
        settings.integer("CACHE_MEMORY_ENTRIES", 20_000, 100, 10_000_000),
        settings.bytes("CACHE_MEMORY_BYTES", MEMORY_BYTES, 1_000_000, 100_000_000_000L),
        settings.integer("CACHE_LOAD_THREADS", 10, 1, 100),
        settings.integer("CACHE_LOAD_QUEUE", 500, 1, 100_000),
        settings.integer("CACHE_LOAD_CALLERS", 10, 1, 1_000),
        settings.duration(
            "CACHE_LOAD_SOFT_TIMEOUT",
            Duration.ofMillis(300),
            Duration.ofMillis(10),
            Duration.ofSeconds(4)),
        settings.duration(
            "CACHE_LOAD_HARD_TIMEOUT",
            Duration.ofSeconds(2),
            Duration.ofMillis(100),
            Duration.ofSeconds(4)),
        settings.flag("CACHE_NEAR_COPIES", true));
  }
}
