package dev.homeroom.cache.commands;

import dev.homeroom.settings.InvalidSettingException;
import dev.homeroom.settings.Settings;
import java.time.Duration;

/**
 * The settings of the commands, checked.
 *
 * @param defaultTtl of keys that are made without one, {@code CACHE_DEFAULT_TTL}; zero: none
 */
record CommandSettings(Duration defaultTtl) {
  private static final String DEFAULT_TTL = "CACHE_DEFAULT_TTL";
  private static final Duration LONGEST = Duration.ofDays(365);

  /**
   * Reads the settings.
   *
   * @throws InvalidSettingException if one is out of range
   */
  static CommandSettings from(Settings settings) {
    // A zero needs no unit.
    boolean none = settings.text(DEFAULT_TTL).filter("0"::equals).isPresent();
    return new CommandSettings(
        none
            ? Duration.ZERO
            : settings.duration(DEFAULT_TTL, Duration.ofHours(1), Duration.ofSeconds(1), LONGEST));
  }
}
