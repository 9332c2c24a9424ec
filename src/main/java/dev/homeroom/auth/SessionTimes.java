package dev.homeroom.auth;

import dev.homeroom.settings.Settings;
import java.time.Duration;

/**
 * How long a session lasts.
 *
 * @param idle the longest time between two refreshes, 15 min to 90 days; {@code
 *     HOMEROOM_REFRESH_LIFETIME}
 * @param longest the time from the login to the end of its last refresh token, 15 min to 365 days;
 *     {@code HOMEROOM_SESSION_LIFETIME}
 */
record SessionTimes(Duration idle, Duration longest) {
  static final SessionTimes SHIPPED = new SessionTimes(Duration.ofHours(12), Duration.ofDays(14));

  private static final Duration SHORTEST = Duration.ofMinutes(15);

  static SessionTimes from(Settings settings) {
    return new SessionTimes(
        settings.duration("HOMEROOM_REFRESH_LIFETIME", SHIPPED.idle, SHORTEST, Duration.ofDays(90)),
        settings.duration(
            "HOMEROOM_SESSION_LIFETIME", SHIPPED.longest, SHORTEST, Duration.ofDays(365)));
  }
}
