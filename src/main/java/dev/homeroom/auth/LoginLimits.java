package dev.homeroom.auth;

import dev.homeroom.settings.Settings;
import java.time.Duration;

/**
 * The limits of wrong logins that an operator may set.
 *
 * @param addressFailures the most failures of an address within a minute, 10 to 10,000; {@code
 *     HOMEROOM_LOGIN_ADDRESS_FAILURES}
 * @param longestWait the longest wait after a failure of a user name, 1 min to 24 h; {@code
 *     HOMEROOM_LOGIN_LONGEST_WAIT}
 */
record LoginLimits(int addressFailures, Duration longestWait) {
  /** The limits as shipped. */
  static final LoginLimits SHIPPED = new LoginLimits(60, Duration.ofMinutes(15));

  private static final int MIN_FAILURES = 10;
  private static final int MAX_FAILURES = 10_000;
  private static final Duration MIN_WAIT = Duration.ofMinutes(1);
  private static final Duration MAX_WAIT = Duration.ofHours(24);

  /** Reads them; throws {@code InvalidSettingException} for a value out of range. */
  static LoginLimits of(Settings settings) {
    return new LoginLimits(
        settings.integer(
            "HOMEROOM_LOGIN_ADDRESS_FAILURES",
            SHIPPED.addressFailures(),
            MIN_FAILURES,
            MAX_FAILURES),
        settings.duration(
            "HOMEROOM_LOGIN_LONGEST_WAIT", SHIPPED.longestWait(), MIN_WAIT, MAX_WAIT));
  }
}
