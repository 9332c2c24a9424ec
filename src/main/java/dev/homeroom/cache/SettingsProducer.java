package dev.homeroom.cache;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.Config;

/** Joins MicroProfile Config: environment, system properties, server variables, file. */
@ApplicationScoped
class SettingsProducer {
  @Inject Config config;

  @Produces
  @Singleton
  Settings settings() {
    return new Settings(key -> config.getOptionalValue(key, String.class));
  }

  @Produces
  @Singleton
  CacheSettings cacheSettings(Settings settings) {
    return CacheSettings.from(settings);
  }
}
