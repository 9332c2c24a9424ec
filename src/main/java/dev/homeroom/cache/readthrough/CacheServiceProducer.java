package dev.homeroom.cache.readthrough;

import dev.homeroom.cache.CacheService;
import dev.homeroom.cache.KnownGenerations;
import dev.homeroom.cache.RegionTtls;
import dev.homeroom.cache.spi.CacheRecorder;
import dev.homeroom.cache.spi.CacheSettings;
import dev.homeroom.cache.spi.Circuit;
import dev.homeroom.cache.spi.GenerationWriter;
import dev.homeroom.cache.spi.LocalTier;
import dev.homeroom.cache.spi.SharedTier;
import dev.homeroom.cache.spi.Tier;
import dev.homeroom.cache.spi.ValueFormat;
import dev.homeroom.time.Ticker;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** Produces the cache service as a bean. */
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
  @Inject LoadGuard guard;

  @Resource(lookup = "java:comp/DefaultManagedThreadFactory")
  ManagedThreadFactory threadFactory;

  /** More at once would bring nothing: a comparison is one round trip. */
  private static final int COMPARISONS_AT_ONCE = 4;

  private @Nullable BackgroundThreads givesBack;
  private @Nullable BackgroundThreads compares;

  @Produces
  @Singleton
  CacheService cacheService() {
    givesBack = new BackgroundThreads(1, threadFactory);
    compares = new BackgroundThreads(COMPARISONS_AT_ONCE, threadFactory);
    LoadLimits limits =
        new LoadLimits(
            settings.loadThreads(),
            settings.loadQueue(),
            settings.loadCallers(),
            settings.loadSoftTimeout(),
            settings.loadHardTimeout());
    return new ReadThrough(
        new Parts(
            known,
            writer,
            format,
            clock,
            ticker,
            recorder,
            ttls,
            () -> ThreadLocalRandom.current().nextDouble()),
        new Tiers(
            memory,
            shared,
            new Sharing(
                circuit::isClosed, circuit::redisRun, settings.nearCopies(), givesBack, compares),
            recorder),
        new LoadThreads(limits.threads(), limits.queue(), threadFactory),
        limits,
        guard);
  }

  void close(@Disposes CacheService service) {
    if (service instanceof ReadThrough readThrough) {
      readThrough.close();
    }
    close(givesBack);
    close(compares);
  }

  private static void close(@Nullable BackgroundThreads threads) {
    if (threads != null) {
      threads.close();
    }
  }
}
