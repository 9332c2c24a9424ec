package dev.homeroom.cache.memory;

import dev.homeroom.cache.spi.CacheRecorder;
import dev.homeroom.cache.spi.CacheSettings;
import dev.homeroom.cache.spi.CommandValues;
import dev.homeroom.cache.spi.LocalTier;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Default;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/** Produces memory's store as a bean, and its two faces: the tier, and the commands' values. */
@ApplicationScoped
class MemoryTierProducer {
  @Inject CacheSettings settings;
  @Inject CacheRecorder recorder;

  @Produces
  @Singleton
  MemoryStore store() {
    return new MemoryStore(settings.memoryEntries(), settings.memoryBytes(), recorder);
  }

  @Produces
  @Singleton
  @LocalTier
  @Default
  MemoryTier tier(MemoryStore store) {
    return new MemoryTier(store);
  }

  @Produces
  @Singleton
  CommandValues values(MemoryStore store) {
    return new MemoryValues(store);
  }

  void close(@Disposes MemoryStore store) {
    store.close();
  }
}
