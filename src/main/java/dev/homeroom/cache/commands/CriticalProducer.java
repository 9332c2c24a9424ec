package dev.homeroom.cache.commands;

import dev.homeroom.cache.KnownGenerations;
import dev.homeroom.cache.Region;
import dev.homeroom.cache.spi.Circuit;
import dev.homeroom.cache.spi.CriticalRows;
import dev.homeroom.cache.spi.SharedTier;
import dev.homeroom.cache.spi.Tier;
import dev.homeroom.cache.spi.ValueFormat;
import dev.homeroom.settings.Settings;
import dev.homeroom.time.BackgroundLoops;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Startup;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;

/** Produces what keeps critical keys in Redis, and declares their region. */
@ApplicationScoped
class CriticalProducer {
  @Produces static final Region<CriticalValue> CRITICAL = CriticalEntries.REGION;

  @Inject Settings settings;
  @Inject Clock clock;
  @Inject BackgroundLoops loops;
  @Inject Circuit circuit;
  @Inject CriticalRows rows;
  @Inject @SharedTier Tier redis;
  @Inject KnownGenerations known;
  @Inject ValueFormat format;

  @Produces
  @Singleton
  CriticalSync sync() {
    return new CriticalSync(
        new CriticalSync.Parts(circuit, rows, redis, known, format),
        CriticalSettings.from(settings),
        clock);
  }

  /** Starts it once the database was read and Redis probed. */
  void start(@Observes @Priority(60) Startup event, CriticalSync sync) {
    sync.start(loops);
  }

  void close(@Disposes CriticalSync sync) {
    sync.close();
  }
}
