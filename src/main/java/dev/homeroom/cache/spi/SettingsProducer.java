package dev.homeroom.cache.spi;

import dev.homeroom.cache.Region;
import dev.homeroom.cache.RegionTtls;
import dev.homeroom.settings.Settings;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Startup;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.Config;

/** Produces the settings from MicroProfile Config: environment, properties, variables, file. */
@ApplicationScoped
class SettingsProducer {
  @Inject Config config;

  /** All regions: each package declares its own as producing constants. */
  @Inject @Any Instance<Region<?>> regions;

  /** Reads the settings early, so that a bad one stops the start. */
  void check(@Observes @Priority(15) Startup event) {
    cacheSettings(settings());
    regionTtls(settings());
    RegionTtls.requireKnown(settings(), config.getPropertyNames(), regions);
  }

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

  @Produces
  @Singleton
  RegionTtls regionTtls(Settings settings) {
    return RegionTtls.from(settings, config.getPropertyNames());
  }
}
