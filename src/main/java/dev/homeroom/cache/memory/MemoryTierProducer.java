package dev.homeroom.cache.memory;

import dev.homeroom.cache.spi.CacheRecorder;
import dev.homeroom.cache.spi.CacheSettings;
import dev.homeroom.cache.spi.LocalTier;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Default;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/** Produces the memory tier as a bean. */
@ApplicationScoped
class MemoryTierProducer {
  @Inject CacheSettings settings;
  @Inject CacheRecorder recorder;

  @Produces
  @Singleton
  @LocalTier
  @Default
  MemoryTier tier() {
    return new MemoryTier(settings.memoryEntries(), settings.memoryBytes(), recorder);
  }

  void close(@Disposes @LocalTier MemoryTier tier) {
    tier.close();
  }
}
