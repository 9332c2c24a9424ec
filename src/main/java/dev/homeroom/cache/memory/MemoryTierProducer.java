package dev.homeroom.cache.memory;

import dev.homeroom.cache.spi.CacheRecorder;
import dev.homeroom.cache.spi.CacheSettings;
import dev.homeroom.cache.spi.CommandValues;
import dev.homeroom.cache.spi.LocalTier;
import dev.homeroom.settings.Settings;
import dev.homeroom.time.Ticker;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Startup;
import jakarta.enterprise.inject.Default;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;

/** Produces memory's store as a bean, and its two faces: the tier, and the commands' values. */
@ApplicationScoped
class MemoryTierProducer {
  @Inject Settings all;
  @Inject CacheSettings settings;
  @Inject CacheRecorder recorder;
  @Inject Ticker ticker;
  @Inject Clock clock;

  /** Reads the settings early, so that a bad one ends the start. */
  void check(@Observes @Priority(15) Startup event) {
    memorySettings(all);
  }

  @Produces
  @Singleton
  MemorySettings memorySettings(Settings all) {
    return MemorySettings.from(all);
  }

  @Produces
  @Singleton
  MemoryStore store(MemorySettings memory) {
    return new MemoryStore(
        settings.memoryEntries(),
        settings.memoryBytes(),
        memory.policy(),
        recorder,
        new MemoryCounts(memory.metrics(), ticker));
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
    return new MemoryValues(store, clock);
  }

  void close(@Disposes MemoryStore store) {
    store.close();
  }
}
