package dev.homeroom.cache.readthrough;

import dev.homeroom.cache.spi.CacheRecorder;
import dev.homeroom.cache.CacheService;
import dev.homeroom.cache.spi.CacheSettings;
import dev.homeroom.cache.CacheState;
import dev.homeroom.cache.spi.Circuit;
import dev.homeroom.cache.spi.GenerationWriter;
import dev.homeroom.cache.RegionTtls;
import dev.homeroom.cache.StateChange;
import dev.homeroom.cache.Tag;
import dev.homeroom.cache.entry.JsonFormat;
import dev.homeroom.cache.failover.ShippedFailover;
import dev.homeroom.cache.generations.PollResult;
import dev.homeroom.cache.generations.GenerationLimits;
import dev.homeroom.cache.generations.Generations;
import dev.homeroom.cache.memory.MemoryTier;
import dev.homeroom.cache.monitoring.ShippedRecorder;
import dev.homeroom.cache.redis.ShippedRedis;
import dev.homeroom.settings.Settings;
import dev.homeroom.testkit.Promised;
import dev.homeroom.time.BackgroundLoop;
import dev.homeroom.time.BackgroundLoops;
import dev.homeroom.time.Waker;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * The cache of a server as shipped, built without CDI and without a database: every 500 ms a poll
 * finds no changed row.
 */
public final class ShippedCache implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(500);
  private static final Duration CLOSE_WAIT = Duration.ofSeconds(3);

  private final BackgroundLoops loops = new BackgroundLoops(ShippedCache::daemon, System::nanoTime);
  private final CacheRecorder recorder = ShippedRecorder.counting();
  private final Generations generations =
      new Generations(Clock.systemUTC(), System::nanoTime, GenerationLimits.SHIPPED);
  private final ShippedFailover failover = new ShippedFailover(this::changed);
  private final BackgroundThreads givesBack = new BackgroundThreads(1, ShippedCache::daemon);
  private final BackgroundThreads compares = new BackgroundThreads(4, ShippedCache::daemon);
  private final BackgroundLoop poll;
  private final MemoryTier memory;
  private final ShippedRedis redis;
  private final AutoCloseable probing;
  private final ReadThrough service;

  /** Makes it in front of the Redis at this address, and waits until that is in use. */
  public ShippedCache(String redisUrl) {
    CacheSettings settings = CacheSettings.from(new Settings(key -> Optional.empty()));
    generations.complete(generations.begin(), new PollResult(Map.of(), true, Map.of(), Set.of()));
    poll = startPoll();
    memory = new MemoryTier(settings.memoryEntries(), settings.memoryBytes(), recorder);
    redis = new ShippedRedis(redisUrl, failover.circuit(), generations, recorder);
    service = service(settings);
    probing = failover.start(redis.probe(), loops);
    awaitRedis();
  }

  private BackgroundLoop startPoll() {
    Waker waker = new Waker();
    generations.onPollWanted(waker::wake);
    return loops.start(
        new BackgroundLoop.Name("bench-poll", "nothing is answered from the cache."),
        waker,
        () -> {
          waker.sleep(POLL);
          generations.complete(
              generations.begin(), new PollResult(Map.of(), false, Map.of(), Set.of()));
        });
  }

  private ReadThrough service(CacheSettings settings) {
    Circuit circuit = failover.circuit();
    LoadLimits limits =
        new LoadLimits(
            settings.loadThreads(),
            settings.loadQueue(),
            settings.loadCallers(),
            settings.loadSoftTimeout(),
            settings.loadHardTimeout());
    return new ReadThrough(
        new Parts(
            generations,
            new NoWriter(),
            new JsonFormat(),
            Clock.systemUTC(),
            System::nanoTime,
            recorder,
            RegionTtls.DECLARED,
            () -> ThreadLocalRandom.current().nextDouble()),
        new Tiers(
            memory,
            redis.tier(),
            new Sharing(circuit::isClosed, circuit::redisRun, settings.nearCopies(), givesBack, compares),
            recorder),
        new LoadThreads(limits.threads(), limits.queue(), ShippedCache::daemon),
        limits,
        LoadGuard.NONE);
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "homeroom");
    thread.setDaemon(true);
    return thread;
  }

  private void changed(StateChange change) {
    redis.changed(change);
  }

  /** Waits until Redis is in use. */
  public void awaitRedis() {
    long end = System.nanoTime() + Promised.NEVER.toNanos();
    while (failover.state() != CacheState.REDIS) {
      if (System.nanoTime() > end) {
        throw new IllegalStateException("Redis is not in use: " + failover.state());
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
    }
  }

  /** Returns whether Redis is in use now. */
  public CacheState state() {
    return failover.state();
  }

  /** Returns the service. */
  public CacheService service() {
    return service;
  }

  @Override
  public void close() throws Exception {
    probing.close();
    service.close();
    givesBack.close();
    compares.close();
    redis.close();
    memory.close();
    poll.close(CLOSE_WAIT);
  }

  /** Nothing is invalidated here. */
  private static final class NoWriter implements GenerationWriter {
    @Override
    public void replace(Collection<Tag> tags) {}

    @Override
    public boolean inTransaction() {
      return false;
    }
  }
}
