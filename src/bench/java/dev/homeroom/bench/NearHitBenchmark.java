package dev.homeroom.bench;

import dev.homeroom.testkit.MemoryTiers;
import dev.homeroom.cache.CacheKey;
import dev.homeroom.cache.spi.CacheRecorder;
import dev.homeroom.cache.CacheService;
import dev.homeroom.cache.CacheTtl;
import dev.homeroom.cache.Cached;
import dev.homeroom.cache.DataClass;
import dev.homeroom.cache.spi.GenerationWriter;
import dev.homeroom.cache.Region;
import dev.homeroom.cache.Scope;
import dev.homeroom.cache.Tag;
import dev.homeroom.cache.entry.JsonFormat;
import dev.homeroom.cache.generations.PollResult;
import dev.homeroom.cache.generations.GenerationLimits;
import dev.homeroom.cache.generations.Generations;
import dev.homeroom.cache.memory.MemoryTier;
import dev.homeroom.cache.readthrough.TestCache;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.ehcache.Cache;
import org.ehcache.CacheManager;
import org.ehcache.config.builders.CacheConfigurationBuilder;
import org.ehcache.config.builders.CacheManagerBuilder;
import org.ehcache.config.builders.ResourcePoolsBuilder;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;

/**
 * A hit in a near copy through {@code CacheService}, against Ehcache's native get of the same bytes.
 * Every 30 s a copy is compared with the shared tier, which is another memory here.
 */
@State(org.openjdk.jmh.annotations.Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Threads(16)
@Fork(value = 1, jvmArgsAppend = "-XX:+UseSerialGC") // as shipped
@Warmup(iterations = 30, time = 2) // 16 threads leave the compiler little of two cores
@Measurement(iterations = 5, time = 2)
public class NearHitBenchmark {
  private static final int KEYS = 10_000;
  private static final Region<String> REGION =
      Region.of("bench", String.class, "bench:{}", DataClass.SHARED, CacheTtl.CONFIGURATION);

  private final CacheKey<?>[] keys = new CacheKey<?>[KEYS];
  private CacheManager manager;
  private Cache<String, byte[]> ehcache;
  private MemoryTier memory;
  private MemoryTier shared;
  private CacheService service;

  /** Fills both with 10,000 values of 2 KB. */
  @Setup
  public void fill() {
    manager = CacheManagerBuilder.newCacheManagerBuilder().build(true);
    ehcache =
        manager.createCache(
            "bench",
            CacheConfigurationBuilder.newCacheConfigurationBuilder(
                String.class, byte[].class, ResourcePoolsBuilder.heap(20_000)));
    memory = MemoryTiers.of(20_000);
    shared = MemoryTiers.of(20_000);
    Generations generations =
        new Generations(
            Clock.systemUTC(),
            System::nanoTime,
            // The poller is not what is measured: one poll lasts for the whole run.
            new GenerationLimits(Duration.ofHours(1), Duration.ofMillis(300), 50_000));
    generations.complete(
        generations.begin(), new PollResult(Map.of(), true, Map.of(), Set.of()));
    service =
        TestCache.sharing(
            TestCache.parts(
                generations,
                new NoWriter(),
                new JsonFormat(),
                Clock.systemUTC(),
                System::nanoTime,
                CacheRecorder.none()),
            memory,
            shared);
    String value = "x".repeat(2_000);
    for (int i = 0; i < KEYS; i++) {
      String id = Integer.toString(i);
      CacheKey<String> key =
          REGION.key(Scope.school("1"), () -> List.of(Tag.of("user", id)), id);
      keys[i] = key;
      service.getOrLoad(key, scope -> value);
      ehcache.put(key.text(), new byte[2_000]);
    }
  }

  /** Closes both. */
  @TearDown
  public void close() {
    memory.close();
    shared.close();
    manager.close();
  }

  /** The limit. */
  @Benchmark
  public byte[] ehcacheNativeGet() {
    return ehcache.get(keys[ThreadLocalRandom.current().nextInt(KEYS)].text());
  }

  /** What callers do. */
  @Benchmark
  public Cached<?> cacheServiceHit() {
    return hit(keys[ThreadLocalRandom.current().nextInt(KEYS)]);
  }

  private <T> Cached<T> hit(CacheKey<T> key) {
    return service.getOrLoad(
        key,
        scope -> {
          throw new IllegalStateException("not a hit");
        });
  }

  private static final class NoWriter implements GenerationWriter {
    @Override
    public void replace(Collection<Tag> tags) {}

    @Override
    public boolean inTransaction() {
      return false;
    }
  }
}
