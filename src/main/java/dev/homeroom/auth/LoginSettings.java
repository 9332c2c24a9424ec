package dev.homeroom.auth;

import dev.homeroom.settings.Settings;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Startup;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/** Reads the limits of wrong logins when the server starts; a bad one stops the start. */
@ApplicationScoped
class LoginSettings {
  @Inject Settings settings;

  void check(@Observes @Priority(15) Startup event) {
    LoginLimits.of(settings);
  }

  @Produces
  @Singleton
  LoginLimits limits() {
    return LoginLimits.of(settings);
  }
}
