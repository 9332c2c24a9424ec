package dev.homeroom.cache.readthrough;

import static org.assertj.core.api.Assertions.assertThat;

import dev.homeroom.cache.CacheKey;
import dev.homeroom.cache.CacheService;
import dev.homeroom.cache.CacheTtl;
import dev.homeroom.cache.DataClass;
import dev.homeroom.cache.Region;
import dev.homeroom.cache.RegionTtls;
import dev.homeroom.cache.Scope;
import dev.homeroom.cache.Tag;
import dev.homeroom.cache.entry.JsonFormat;
import dev.homeroom.cache.generations.GenerationLimits;
import dev.homeroom.cache.generations.Generations;
import dev.homeroom.cache.generations.PollResult;
import dev.homeroom.cache.memory.MemoryTier;
import dev.homeroom.cache.spi.GenerationWriter;
import dev.homeroom.cache.spi.Tier;
import dev.homeroom.testkit.CountingRecorder;
import dev.homeroom.testkit.ManualTime;
import dev.homeroom.testkit.MemoryTiers;
import dev.homeroom.testkit.Promised;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * A cache service over a memory tier, on time that a test moves, without a database: for tests of
 * the cache, and of services that use it.
 */
public final class CacheFixture implements AutoCloseable {
  record Value(String text) {}

  static final Region<Value> REGION =
      Region.of("values", Value.class, "value:{}", DataClass.SHARED, CacheTtl.MEDIUM);
  static final Region<Value> LOCAL =
      Region.of("locals", Value.class, "local:{}", DataClass.LOCAL, CacheTtl.MEDIUM);

  /** Of all tests, as of all requests of a server: it finds out once how a class is written. */
  public static final JsonFormat JSON = new JsonFormat();

  /** As shipped, but on a machine under load nobody gives up. */
  static final LoadLimits PATIENT = new LoadLimits(10, 500, 100, Promised.NEVER, Promised.NEVER);

  /** The time that the cache lives in; {@link #pass} moves it. */
  public final ManualTime time = ManualTime.standing();

  final CountingRecorder recorder;
  final MemoryTier memory = MemoryTiers.of(1_000);
  final Generations generations = new Generations(time, time, GenerationLimits.SHIPPED);
  boolean inTransaction;

  /** By how much of a tenth lives are shortened. */
  volatile double random;

  /** The thread that polls run on. */
  volatile Executor reader = Runnable::run;

  /** Whether polls fail. */
  private volatile boolean databaseAway;

  /** Whether polls begin only when the test says so. */
  private volatile boolean pollsHeld;

  private long generation = 1_000_000_000_000L;
  private final List<ReadThrough> made = new ArrayList<>();

  /** Makes an empty cache. */
  public CacheFixture() {
    this(new CountingRecorder());
  }

  CacheFixture(CountingRecorder recorder) {
    this.recorder = recorder;
    generations.onPollWanted(
        () -> {
          if (!pollsHeld) {
            reader.execute(this::read);
          }
        });
    read();
  }

  /**
   * Makes an empty cache that lives at another time than now. A service that is there already would
   * take its clock for one that was set back, and let entries of that moment go.
   */
  public static CacheFixture at(Instant now) {
    CacheFixture made = new CacheFixture();
    made.time.passOnTheWall(Duration.between(made.time.instant(), now));
    made.read();
    return made;
  }

  /** Makes a service: the one that ships, or one with a planted mistake. */
  @FunctionalInterface
  interface Maker {
    ReadThrough make(
        Parts parts, Tiers tiers, LoadThreads threads, LoadLimits limits, LoadGuard guard);
  }

  /** From now on polls fail; the last good one began just now. */
  public void loseDatabase() {
    read();
    databaseAway = true;
    read();
  }

  /** From now on polls succeed. */
  void findDatabase() {
    databaseAway = false;
    read();
  }

  /** From now on nothing is read: what is put in doubt stays so. */
  void holdPolls() {
    pollsHeld = true;
  }

  /** Lets time pass; generations are read meanwhile, unless readings fail or are held. */
  public void pass(Duration span) {
    time.pass(span);
    if (!pollsHeld) {
      read();
    }
  }

  private void read() {
    Map<String, Long> doubted = new HashMap<>();
    var reading = generations.begin();
    if (databaseAway) {
      generations.failed(reading, "by the test");
      return;
    }
    reading.doubted().forEach(tag -> doubted.put(tag, ++generation));
    generations.complete(reading, new PollResult(Map.of(), false, doubted, Set.of()));
  }

  /** Returns the service as a bean gets it injected; {@code invalidate} takes effect at once. */
  public CacheService service() {
    return cache();
  }

  /** Returns such a service over another tier. */
  public CacheService service(Tier tier) {
    return cache(PATIENT, tier);
  }

  /** Returns a service whose callers do not give up. */
  ReadThrough cache() {
    return cache(PATIENT);
  }

  ReadThrough cache(LoadLimits limits) {
    return cache(limits, memory);
  }

  ReadThrough cache(LoadLimits limits, Tier tier) {
    return cache(limits, TestCache.tiers(tier, recorder));
  }

  ReadThrough cache(LoadLimits limits, Tiers tiers) {
    return cache(limits, tiers, ReadThrough::new);
  }

  ReadThrough cache(LoadLimits limits, Tiers tiers, Maker maker) {
    GenerationWriter writer =
        new GenerationWriter() {
          @Override
          public void replace(Collection<Tag> tags) {
            generations.doubt(tags, false);
          }

          @Override
          public boolean inTransaction() {
            return inTransaction;
          }
        };
    ReadThrough cache =
        maker.make(
            new Parts(
                generations, writer, JSON, time, time, recorder, RegionTtls.DECLARED, () -> random),
            tiers,
            new LoadThreads(limits.threads(), limits.queue(), Thread::new),
            limits,
            LoadGuard.NONE);
    made.add(cache);
    return cache;
  }

  static CacheKey<Value> key(String id) {
    return key(REGION, id);
  }

  /** Returns a region made for a test; its TTL is 5 min, its stale allowance that of its class. */
  static Region<Value> region(DataClass dataClass) {
    String name = "made_" + dataClass.name().toLowerCase(Locale.ROOT);
    return Region.of(name, Value.class, name + ":{}", dataClass, CacheTtl.MEDIUM);
  }

  static CacheKey<Value> key(Region<Value> region, String id) {
    return region.key(Scope.DISTRICT, () -> List.of(Tag.of("value", id)), id);
  }

  /** Waits until something is so. */
  static void until(BooleanSupplier isSo) {
    long end = System.nanoTime() + Promised.NEVER.toNanos();
    while (!isSo.getAsBoolean()) {
      assertThat(System.nanoTime()).isLessThan(end);
      Thread.onSpinWait();
    }
  }

  static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(Promised.NEVER.toSeconds(), TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    made.forEach(ReadThrough::close);
    memory.close();
  }
}
