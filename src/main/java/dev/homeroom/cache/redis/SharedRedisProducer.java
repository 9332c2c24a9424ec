package dev.homeroom.cache.redis;

import dev.homeroom.cache.BackgroundWriter;
import dev.homeroom.cache.CacheState;
import dev.homeroom.cache.KnownGenerations;
import dev.homeroom.cache.RegionTtls;
import dev.homeroom.cache.StateChange;
import dev.homeroom.cache.spi.CacheRecorder;
import dev.homeroom.cache.spi.CacheSettings;
import dev.homeroom.cache.spi.Circuit;
import dev.homeroom.cache.spi.CommandReplay;
import dev.homeroom.cache.spi.CommandTier;
import dev.homeroom.cache.spi.DescribedMetric;
import dev.homeroom.cache.spi.GenerationPush;
import dev.homeroom.cache.spi.InstallationId;
import dev.homeroom.cache.spi.RedisFlush;
import dev.homeroom.cache.spi.SharedTier;
import dev.homeroom.cache.spi.Tier;
import dev.homeroom.time.BackgroundLoops;
import dev.homeroom.time.Ticker;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Startup;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import org.eclipse.microprofile.metrics.MetricRegistry;

/** Produces the tier, the push and the writer of Redis as beans. */
@ApplicationScoped
class SharedRedisProducer {
  @Inject Clock clock;
  @Inject Ticker ticker;
  @Inject MetricRegistry registry;
  @Inject RedisEndpoint endpoint;
  @Inject BackgroundLoops loops;

  /** Begins to listen, once the installation is known and the first probe has ended. */
  void start(@Observes @Priority(47) Startup event, SharedRedis redis) {
    redis.sign();
    registry.gauge(
        DescribedMetric.of(
            "cache_push_connected",
            "1 while other instances' changes are heard through Redis, else 0"),
        redis,
        shared -> shared.isListening() ? 1 : 0);
  }

  void changed(@Observes StateChange change, SharedRedis redis) {
    if (change.from() == CacheState.REDIS) {
      redis.left();
    } else if (change.to() == CacheState.REDIS) {
      redis.joined();
    }
  }

  @Produces
  @Singleton
  SharedRedis.Dependencies dependencies(
      Circuit circuit,
      GuardedGate gate,
      KnownGenerations known,
      RegionTtls ttls,
      CacheRecorder recorder) {
    return new SharedRedis.Dependencies(
        circuit, gate, known, ttls, recorder, new RedisMetrics(registry, endpoint.name()));
  }

  @Produces
  @Singleton
  SharedRedis redis(
      CacheSettings settings, InstallationId installation, SharedRedis.Dependencies dependencies) {
    return new SharedRedis(
        endpoint,
        new KeySpace(settings.prefix(), installation),
        dependencies,
        new SharedRedis.ClocksAndLoops(clock, ticker, loops));
  }

  void close(@Disposes SharedRedis redis) {
    redis.close();
  }

  @Produces
  @Singleton
  @SharedTier
  Tier tier(SharedRedis redis) {
    return redis.tier();
  }

  @Produces
  @Singleton
  @SharedTier
  CommandTier commands(SharedRedis redis) {
    return redis.commands();
  }

  @Produces
  @Singleton
  CommandReplay replay(SharedRedis redis) {
    return redis.replay();
  }

  @Produces
  @Singleton
  RedisFlush flush(SharedRedis redis) {
    return redis.flush();
  }

  @Produces
  @Singleton
  GenerationPush push(SharedRedis redis) {
    return redis.push();
  }

  @Produces
  @Singleton
  BackgroundWriter writer(SharedRedis redis) {
    return redis.writer();
  }
}
