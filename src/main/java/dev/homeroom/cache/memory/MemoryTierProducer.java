package dev.homeroom.cache.memory;

import dev.homeroom.cache.CacheSettings;
import dev.homeroom.cache.LocalTier;
import dev.homeroom.cache.Tier;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/** Joins the memory tier into the application. */
@ApplicationScoped
class MemoryTierProducer {
  @Inject CacheSettings settings;

  @Produces
  @Singleton
  @LocalTier
  Tier tier() {
    return new MemoryTier(settings.memoryEntries());
  }

  void close(@Disposes @LocalTier Tier tier) {
    if (tier instanceof MemoryTier memory) {
      memory.close();
    }
  }
}
