package dev.homeroom.operations;

import dev.homeroom.settings.InvalidSettingException;
import dev.homeroom.settings.Settings;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The access to detailed health and the cache's statistics.
 *
 * @param guard the kind of guard
 * @param token the bearer token of {@link GuardKind#TOKEN}; if empty, no request may
 * @param environment {@code development} or {@code production}
 */
record MonitoringConfig(GuardKind guard, String token, String environment) {
  /** The kinds of guard. */
  enum GuardKind {
    /** No guard. */
    OPEN,
    /** A separate token. */
    TOKEN,
    /** A super administrator as the caller. */
    ROLE
  }

  private static final int MIN_TOKEN = 16;

  /** Refuses a token that could be guessed; its value is not shown. */
  MonitoringConfig {
    if (!token.isEmpty() && token.length() < MIN_TOKEN) {
      throw new InvalidSettingException(
          "HOMEROOM_MONITORING_TOKEN", "***", "at least 16 characters");
    }
  }

  /** Reads {@code HOMEROOM_MONITORING}, its token, and the environment that decides its default. */
  static MonitoringConfig of(Settings settings) {
    String environment =
        settings.word("HOMEROOM_ENVIRONMENT", "production", "development", "production");
    String byDefault = environment.equals("development") ? "open" : "token";
    String guard = settings.word("HOMEROOM_MONITORING", byDefault, "open", "token", "role");
    return new MonitoringConfig(
        GuardKind.valueOf(guard.toUpperCase(Locale.ROOT)),
        settings.text("HOMEROOM_MONITORING_TOKEN").orElse(""),
        environment);
  }

  /** Returns whether an {@code Authorization} header has the token; always in the same time. */
  boolean isToken(@Nullable String authorization) {
    if (token.isEmpty() || authorization == null) {
      return false;
    }
    byte[] wanted = ("Bearer " + token).getBytes(StandardCharsets.UTF_8);
    return MessageDigest.isEqual(wanted, authorization.getBytes(StandardCharsets.UTF_8));
  }

  /** Omits the token. */
  @Override
  public String toString() {
    return "MonitoringConfig[" + guard + ", " + environment + "]";
  }
}
