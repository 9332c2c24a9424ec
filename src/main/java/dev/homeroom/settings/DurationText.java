package dev.homeroom.settings;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The spellings of a duration in a setting. */
final class DurationText {
  private static final Pattern WITH_UNIT = Pattern.compile("(\\d{1,12})(ms|s|m|h|d)");
  private static final Map<String, ChronoUnit> UNITS =
      Map.of(
          "ms", ChronoUnit.MILLIS,
          "s", ChronoUnit.SECONDS,
          "m", ChronoUnit.MINUTES,
          "h", ChronoUnit.HOURS);

  private DurationText() {}

  /**
   * Returns the duration of a text; empty if it is none.
   *
   * @param key the setting, whose name says in which unit a bare number is
   */
  static Optional<Duration> parse(String key, String value) {
    String bareUnit = key.endsWith("_TTL") ? "s" : key.matches("REDIS_.*_TIMEOUT") ? "ms" : "";
    String text = value.matches("\\d{1,9}") ? value + bareUnit : value.toLowerCase(Locale.ROOT);
    Matcher parts = WITH_UNIT.matcher(text);
    if (parts.matches()) {
      ChronoUnit unit = UNITS.getOrDefault(parts.group(2), ChronoUnit.DAYS);
      return Optional.of(Duration.of(Long.parseLong(parts.group(1)), unit));
    }
    try {
      return Optional.of(Duration.parse(value));
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }
}
