package dev.homeroom.auth;

import dev.homeroom.settings.Settings;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Startup;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;

/** Reads the settings of this package when the server starts; a bad one stops the start. */
@ApplicationScoped
class AuthSettings {
  @Inject Settings settings;

  void check(@Observes @Priority(15) Startup event) {
    read(settings);
  }

  @Produces
  @Singleton
  AuthConfig config() {
    return read(settings);
  }

  static AuthConfig read(Settings settings) {
    return new AuthConfig(
        settings.text("HOMEROOM_TOKEN_ISSUER").orElse("homeroom"),
        settings.text("HOMEROOM_TOKEN_AUDIENCE").orElse("homeroom"),
        settings.duration(
            "HOMEROOM_TOKEN_LIFETIME",
            Duration.ofMinutes(15),
            AuthConfig.MIN_LIFETIME,
            AuthConfig.MAX_LIFETIME),
        SessionTimes.from(settings),
        settings.text("HOMEROOM_KEY_SECRET").orElse(null),
        settings.word("HOMEROOM_DATABASE_AWAY", "read-only", "read-only", "deny").equals("deny"),
        Math.max(1, Runtime.getRuntime().availableProcessors() / 2));
  }
}
