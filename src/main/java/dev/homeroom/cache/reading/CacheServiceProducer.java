package dev.homeroom.cache.reading;

import dev.homeroom.cache.CacheRecorder;
import dev.homeroom.cache.CacheService;
import dev.homeroom.cache.CacheSettings;
import dev.homeroom.cache.Circuit;
import dev.homeroom.cache.GenerationWriter;
import dev.homeroom.cache.KnownGenerations;
import dev.homeroom.cache.LocalTier;
import dev.homeroom.cache.RegionTtls;
import dev.homeroom.cache.SharedTier;
import dev.homeroom.cache.Ticker;
import dev.homeroom.cache.Tier;
import dev.homeroom.cache.ValueFormat;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;

/** Joins the cache service into the application. */
@ApplicationScoped
class CacheServiceProducer {
  @Inject KnownGenerations known;
  @Inject GenerationWriter writer;
  @Inject ValueFormat format;
  @Inject Clock clock;
  @Inject Ticker ticker;
  @Inject CacheRecorder recorder;
  @Inject @LocalTier Tier memory;
  @Inject @SharedTier Tier shared;
  @Inject Circuit circuit;
  @Inject CacheSettings settings;
  @Inject RegionTtls ttls;

  @Resource(lookup = "java:comp/DefaultManagedThreadFactory")
  ManagedThreadFactory threadFactory;

  @Produces
  @Singleton
  CacheService cacheService() {
    LoadLimits limits =
        new LoadLimits(settings.loadThreads(), settings.loadQueue(), settings.loadHardTimeout());
    return new ReadThrough(
        new Parts(known, writer, format, clock, ticker, recorder, ttls),
        new Tiers(memory, shared, circuit::isClosed, recorder),
        new LoadThreads(limits.threads(), limits.queue(), threadFactory),
        limits);
  }

  void close(@Disposes CacheService service) {
    if (service instanceof ReadThrough readThrough) {
      readThrough.close();
    }
  }
}
