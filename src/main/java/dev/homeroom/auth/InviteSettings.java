package dev.homeroom.auth;

import dev.homeroom.settings.Settings;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Startup;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/** Reads the settings of one-time codes when the server starts; a bad one stops the start. */
@ApplicationScoped
class InviteSettings {
  @Inject Settings settings;

  void check(@Observes @Priority(15) Startup event) {
    InviteConfig.from(settings);
  }

  @Produces
  @Singleton
  InviteConfig config() {
    return InviteConfig.from(settings);
  }
}
