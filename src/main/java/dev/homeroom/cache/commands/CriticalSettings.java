package dev.homeroom.cache.commands;

import dev.homeroom.settings.InvalidSettingException;
import dev.homeroom.settings.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The settings of critical keys, checked.
 *
 * @param patterns globs of Redis; empty if no key is critical
 * @param syncOnRecovery whether they are written to Redis once it is back, {@code
 *     CACHE_SYNC_ON_RECOVERY}
 * @param syncBatch so many at a time, {@code CACHE_SYNC_BATCH}
 * @param syncAttempts so often if Redis fails, {@code CACHE_SYNC_ATTEMPTS}
 */
record CriticalSettings(
    List<String> patterns, boolean syncOnRecovery, int syncBatch, int syncAttempts) {
  private static final String KEYS = "CACHE_CRITICAL_KEYS";
  private static final String PREFIX = "CACHE_CRITICAL_PREFIX";
  private static final int MAX_PATTERNS = 50;
  private static final int MAX_LENGTH = 200;

  /**
   * Reads the settings.
   *
   * @throws InvalidSettingException if one is out of range
   */
  static CriticalSettings from(Settings settings) {
    List<String> patterns = new ArrayList<>(patterns(settings));
    String prefix = settings.text(PREFIX).orElse("critical:");
    if (!prefix.matches("[A-Za-z0-9._:-]{1,100}")) {
      throw new InvalidSettingException(PREFIX, prefix, "[A-Za-z0-9._:-]{1,100}");
    }
    patterns.add(prefix + "*");
    return new CriticalSettings(
        settings.flag("CACHE_PERSIST_CRITICAL", true) ? List.copyOf(patterns) : List.of(),
        settings.flag("CACHE_SYNC_ON_RECOVERY", true),
        settings.integer("CACHE_SYNC_BATCH", 100, 1, 1_000),
        settings.integer("CACHE_SYNC_ATTEMPTS", 3, 1, 10));
  }

  private static List<String> patterns(Settings settings) {
    String text = settings.text(KEYS).orElse("session:*,auth:*,config:*");
    List<String> patterns = Stream.of(text.split(",", -1)).map(String::trim).toList();
    boolean readable =
        patterns.size() <= MAX_PATTERNS && patterns.stream().allMatch(CriticalSettings::isReadable);
    if (!readable) {
      throw new InvalidSettingException(
          KEYS, text, "1 to 50 patterns of 1 to 200 characters, each [ closed, none of * alone");
    }
    return patterns;
  }

  /** A pattern that matches every key would send each command to the database. */
  private static boolean isReadable(String pattern) {
    return !pattern.isEmpty()
        && pattern.length() <= MAX_LENGTH
        && !pattern.matches("\\*+")
        && new Glob(pattern).isClosed();
  }
}
