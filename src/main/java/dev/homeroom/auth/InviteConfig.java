package dev.homeroom.auth;

import dev.homeroom.settings.Settings;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The settings of one-time codes, checked.
 *
 * @param lifetime how long a code works, 1 h to 30 days; {@code HOMEROOM_INVITE_LIFETIME}
 * @param resetAdministrator the user name of the super administrator who is given a code at this
 *     start; null for none; {@code HOMEROOM_RESET_ADMINISTRATOR}
 */
record InviteConfig(Duration lifetime, @Nullable String resetAdministrator) {
  /**
   * Reads the settings.
   *
   * @throws dev.homeroom.settings.InvalidSettingException for a lifetime out of range
   */
  static InviteConfig from(Settings settings) {
    return new InviteConfig(
        settings.duration(
            "HOMEROOM_INVITE_LIFETIME",
            Duration.ofDays(7),
            Duration.ofHours(1),
            Duration.ofDays(30)),
        settings.text("HOMEROOM_RESET_ADMINISTRATOR").orElse(null));
  }
}
