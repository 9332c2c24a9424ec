package dev.homeroom.auth;

import dev.homeroom.settings.InvalidSettingException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The settings of tokens and passwords, checked.
 *
 * @param issuer {@code iss} of our tokens, 1 to 200 characters; {@code HOMEROOM_TOKEN_ISSUER}
 * @param audience {@code aud} of our tokens, 1 to 200 characters; {@code HOMEROOM_TOKEN_AUDIENCE}
 * @param lifetime from {@code iat} to {@code exp}, 1 min to 24 h; {@code HOMEROOM_TOKEN_LIFETIME}
 * @param sessions how long sessions last
 * @param keySecret the secret that encrypts private keys in the database, at least 16 characters;
 *     null stores them bare; {@code HOMEROOM_KEY_SECRET}
 * @param denyWhenAway whether everything authenticated is refused 30 s after the database went;
 *     {@code HOMEROOM_DATABASE_AWAY=deny}
 * @param hashes password hashes that may be computed at once, at least 1: half the cores
 */
record AuthConfig(
    String issuer,
    String audience,
    Duration lifetime,
    SessionTimes sessions,
    @Nullable String keySecret,
    boolean denyWhenAway,
    int hashes) {

  /** The tolerated difference between clocks. */
  static final Duration SKEW = Duration.ofSeconds(30);

  /** The longest lifetime of our tokens. */
  static final Duration MAX_LIFETIME = Duration.ofHours(24);

  static final Duration MIN_LIFETIME = Duration.ofMinutes(1);
  private static final int MAX_TEXT = 200;
  private static final int MIN_SECRET = 16;

  /** Refuses values out of range, naming key, value and range; the secret's value is not shown. */
  AuthConfig {
    requireText("HOMEROOM_TOKEN_ISSUER", issuer);
    requireText("HOMEROOM_TOKEN_AUDIENCE", audience);
    if (lifetime.compareTo(MIN_LIFETIME) < 0 || lifetime.compareTo(MAX_LIFETIME) > 0) {
      throw new InvalidSettingException(
          "HOMEROOM_TOKEN_LIFETIME", lifetime.toString(), "a duration from 1m to 24h");
    }
    if (keySecret != null && keySecret.length() < MIN_SECRET) {
      throw new InvalidSettingException("HOMEROOM_KEY_SECRET", "***", "at least 16 characters");
    }
    if (hashes < 1) {
      throw new IllegalArgumentException("hashes must be at least 1, was " + hashes);
    }
  }

  private static void requireText(String key, String value) {
    if (value.isBlank() || value.length() > MAX_TEXT) {
      throw new InvalidSettingException(key, value, "1 to 200 characters");
    }
  }

  /** Leaves the secret out. */
  @Override
  public String toString() {
    return "AuthConfig[" + issuer + ", " + audience + ", " + lifetime + "]";
  }
}
