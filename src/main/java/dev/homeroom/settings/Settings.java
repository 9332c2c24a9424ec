package dev.homeroom.settings;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Reads settings and refuses values out of range. The caller supplies the source: MicroProfile
 * Config in the server, a map in tests.
 */
public final class Settings {
  private static final Pattern SIZE = Pattern.compile("(\\d{1,12}) ?(?:([kmg])(i?)b|b?)");

  private final Function<String, Optional<String>> source;

  /** Makes settings on a source that returns a key's value, or empty if it is not set. */
  public Settings(Function<String, Optional<String>> source) {
    this.source = source;
  }

  /** Returns a text, trimmed; empty if it is not set or blank. */
  public Optional<String> text(String key) {
    return source.apply(key).map(String::trim).filter(value -> !value.isEmpty());
  }

  /**
   * Returns a whole number.
   *
   * @throws InvalidSettingException if it is none, or not from {@code min} to {@code max}
   */
  public int integer(String key, int byDefault, int min, int max) {
    String value = text(key).orElse(Integer.toString(byDefault));
    try {
      int number = Integer.parseInt(value);
      if (number >= min && number <= max) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Refused below.
    }
    throw new InvalidSettingException(key, value, "a whole number from " + min + " to " + max);
  }

  /**
   * Returns {@code true} or {@code false}.
   *
   * @throws InvalidSettingException if it is neither of these, nor {@code on} or {@code off}
   */
  public boolean flag(String key, boolean byDefault) {
    String value = text(key).orElse(Boolean.toString(byDefault)).toLowerCase(Locale.ROOT);
    return switch (value) {
      case "true", "on" -> true;
      case "false", "off" -> false;
      default -> throw new InvalidSettingException(key, value, "true or false");
    };
  }

  /**
   * Returns one of the given words, compared ignoring case.
   *
   * @throws InvalidSettingException if it is another
   */
  public String word(String key, String byDefault, String... allowed) {
    String value = text(key).orElse(byDefault);
    return Stream.of(allowed)
        .filter(value::equalsIgnoreCase)
        .findFirst()
        .orElseThrow(() -> new InvalidSettingException(key, value, String.join(", ", allowed)));
  }

  /**
   * Returns a duration: {@code 300s}, {@code 5m}, {@code PT5M}; a bare number is seconds in keys
   * that end with {@code _TTL}, milliseconds in {@code REDIS_…_TIMEOUT}, and refused in all others.
   *
   * @throws InvalidSettingException if it is none, or not from {@code min} to {@code max}
   */
  public Duration duration(String key, Duration byDefault, Duration min, Duration max) {
    String range = "a duration from " + min + " to " + max + ", such as 300s, 5m or PT5M";
    return text(key)
        .map(
            value ->
                DurationText.parse(key, value)
                    .filter(one -> one.compareTo(min) >= 0 && one.compareTo(max) <= 0)
                    .orElseThrow(() -> new InvalidSettingException(key, value, range)))
        .orElse(byDefault);
  }

  /**
   * Returns a number of bytes: {@code 100MB}, {@code 64 MiB}, {@code 100000000}. {@code KB}, {@code
   * MB} and {@code GB} are powers of 1,000, with an {@code i} of 1,024.
   *
   * @throws InvalidSettingException if it is none, or not from {@code min} to {@code max}
   */
  public long bytes(String key, long byDefault, long min, long max) {
    Optional<String> value = text(key);
    if (value.isEmpty()) {
      return byDefault;
    }
    Matcher size = SIZE.matcher(value.get().toLowerCase(Locale.ROOT));
    if (size.matches()) {
      long number = Long.parseLong(size.group(1));
      long step = "i".equals(size.group(3)) ? 1_024 : 1_000;
      long unit =
          switch (String.valueOf(size.group(2))) {
            case "k" -> step;
            case "m" -> step * step;
            case "g" -> step * step * step;
            default -> 1;
          };
      // Divided, because a product could be too large for a long.
      if (number <= max / unit && number * unit >= min) {
        return number * unit;
      }
    }
    String range = " bytes, such as 100MB (of 1,000), 64MiB (of 1,024) or 100000000";
    throw new InvalidSettingException(key, value.get(), "from " + min + " to " + max + range);
  }
}
