package dev.homeroom.bench;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.homeroom.cache.CacheCommands;
import dev.homeroom.cache.commands.ShippedCommands;
import dev.homeroom.cache.monitoring.ShippedRecorder;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The commands in memory: {@code get} of 10,000 short texts, without a Redis and with one that is
 * away, against Caffeine's own get of the same keys and texts; {@code incr} of one key.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(value = 1, jvmArgsAppend = "-XX:+UseSerialGC") // as shipped
@Warmup(iterations = 12, time = 2)
@Measurement(iterations = 5, time = 2)
public class CommandsBenchmark {
  private static final int KEYS = 10_000;

  private final String[] keys = new String[KEYS];
  private Cache<String, String> caffeine;
  private Cache<String, String> caffeineWithTtl;
  private CacheCommands<String> alone;
  private CacheCommands<String> away;

  /** Fills all four. */
  @Setup
  public void fill() {
    caffeine = Caffeine.newBuilder().maximumSize(20_000).build();
    caffeineWithTtl =
        Caffeine.newBuilder().maximumSize(20_000).expireAfterWrite(Duration.ofHours(1)).build();
    alone = ShippedCommands.inMemory(false, ShippedRecorder.counting());
    away = ShippedCommands.inMemory(true, ShippedRecorder.counting());
    for (int i = 0; i < KEYS; i++) {
      keys[i] = "bench:session:" + i;
      String value = "the value of " + i;
      caffeine.put(keys[i], value);
      caffeineWithTtl.put(keys[i], value);
      alone.set(keys[i], value);
      away.set(keys[i], value);
    }
  }

  private String key() {
    return keys[ThreadLocalRandom.current().nextInt(KEYS)];
  }

  /** The limit. */
  @Benchmark
  public @Nullable String getOfCaffeine() {
    return caffeine.getIfPresent(key());
  }

  /** The limit of keys that end, as those of commands do. */
  @Benchmark
  public @Nullable String getOfCaffeineWithTtl() {
    return caffeineWithTtl.getIfPresent(key());
  }

  /** Without a Redis. */
  @Benchmark
  public @Nullable String get() {
    return alone.get(key());
  }

  /** While Redis is away. */
  @Benchmark
  public @Nullable String getWhileRedisIsAway() {
    return away.get(key());
  }

  /** One counter, without a Redis. */
  @Benchmark
  @Threads(16)
  public long incr() {
    return alone.incr("count");
  }

  /** One counter, while Redis is away. */
  @Benchmark
  @Threads(16)
  public long incrWhileRedisIsAway() {
    return away.incr("count");
  }

  /** One key's value in Caffeine's map, 16 threads. */
  @Benchmark
  @Threads(16)
  public String incrInCaffeine() {
    return caffeine
        .asMap()
        .compute("count", (key, old) -> Long.toString(old == null ? 1 : Long.parseLong(old) + 1));
  }
}
