package dev.homeroom.auth;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Startup;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;

/** Reads this room's settings when the server starts; a bad one stops the start. */
@ApplicationScoped
class AuthSettings {
  private static final Pattern DURATION = Pattern.compile("([0-9]{1,9})(ms|s|m|h|d)");

  private final AuthConfig config = read(ConfigProvider.getConfig());

  void check(@Observes @Priority(15) Startup event) {
    // Reading the bean's field has read and checked the settings.
    config();
  }

  AuthConfig config() {
    return config;
  }

  static AuthConfig read(Config config) {
    int cores = Runtime.getRuntime().availableProcessors();
    return new AuthConfig(
        text(config, "HOMEROOM_TOKEN_ISSUER", "homeroom"),
        text(config, "HOMEROOM_TOKEN_AUDIENCE", "homeroom"),
        duration("HOMEROOM_TOKEN_LIFETIME", text(config, "HOMEROOM_TOKEN_LIFETIME", "15m")),
        config.getOptionalValue("HOMEROOM_KEY_SECRET", String.class).orElse(null),
        isDeny(text(config, "HOMEROOM_DATABASE_AWAY", "read-only")),
        Math.max(1, cores / 2));
  }

  private static String text(Config config, String key, String otherwise) {
    return config.getOptionalValue(key, String.class).orElse(otherwise).strip();
  }

  private static boolean isDeny(String value) {
    return switch (value.toLowerCase(Locale.ROOT)) {
      case "deny" -> true;
      case "read-only" -> false;
      default ->
          throw new IllegalArgumentException(
              "HOMEROOM_DATABASE_AWAY must be read-only or deny, was " + value);
    };
  }

  /** Returns {@code 300s}, {@code 5m} or {@code PT5M} as a duration; a bare number has no unit. */
  static Duration duration(String key, String value) {
    Matcher shortForm = DURATION.matcher(value);
    if (!shortForm.matches()) {
      try {
        return Duration.parse(value);
      } catch (DateTimeParseException e) {
        throw new IllegalArgumentException(
            key + " must be a duration such as 300s, 5m or PT5M, was " + value, e);
      }
    }
    long number = Long.parseLong(shortForm.group(1));
    return switch (shortForm.group(2)) {
      case "ms" -> Duration.ofMillis(number);
      case "s" -> Duration.ofSeconds(number);
      case "m" -> Duration.ofMinutes(number);
      case "h" -> Duration.ofHours(number);
      default -> Duration.ofDays(number);
    };
  }
}
