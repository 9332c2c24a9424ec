package dev.homeroom.bench;

import dev.homeroom.cache.CacheKey;
import dev.homeroom.cache.Cached;
import dev.homeroom.cache.DataClass;
import dev.homeroom.cache.readthrough.ShippedCache;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * A hit in memory, Redis being in use, as a caller of Homeroom and one of JetCache have it: 10,000
 * values of 2 KB, asked for at random. {@link PeersBench} runs each method in a JVM of its own.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class PeersBenchmark {
  /** Names the system property with the address of Redis. */
  static final String REDIS = "bench.redis";

  /** The names of the keys. */
  @State(Scope.Benchmark)
  public static class Keys {
    final ReportKeys reports = new ReportKeys(DataClass.SHARED, ReportKeys.TTL);
  }

  /** Homeroom, with all values in memory and in Redis. */
  @State(Scope.Benchmark)
  public static class Homeroom {
    private static final int LEAST_BYTES = 1_900;
    private static final int MOST_BYTES = 2_200;

    private final CacheKey<?>[] kept = new CacheKey<?>[ReportKeys.COUNT];
    private ShippedCache cache;

    /** Loads all values, and reads them once. */
    @Setup
    public void fill(Keys keys) {
      cache = new ShippedCache(System.getProperty(REDIS));
      for (int i = 0; i < kept.length; i++) {
        int number = i;
        CacheKey<ClassReport> key = keys.reports.key(i);
        kept[i] = key;
        cache.service().getOrLoad(key, scope -> ClassReport.of(number));
      }
      for (int i = 0; i < kept.length; i++) {
        Cached<ClassReport> hit = hit(keys.reports.key(i));
        int bytes = hit.payload().length;
        if (!hit.value().equals(ClassReport.of(i)) || bytes < LEAST_BYTES || bytes > MOST_BYTES) {
          throw new IllegalStateException(bytes + " bytes of " + hit.value());
        }
      }
    }

    <T> Cached<T> hit(CacheKey<T> key) {
      return cache
          .service()
          .getOrLoad(
              key,
              scope -> {
                throw new IllegalStateException("not a hit");
              });
    }

    /** Closes it. */
    @TearDown
    public void close() throws Exception {
      cache.close();
    }
  }

  /** JetCache, with all values in both levels. */
  @State(Scope.Benchmark)
  public static class JetCache {
    private JetCachePeer peer;

    /** Puts all values, and reads them once, from both levels. */
    @Setup
    public void fill(Keys keys) {
      peer = new JetCachePeer(System.getProperty(REDIS));
      try (JetCachePeer other = new JetCachePeer(System.getProperty(REDIS))) {
        for (int i = 0; i < ReportKeys.COUNT; i++) {
          peer.put(keys.reports.text(i), ClassReport.of(i));
          if (!other.get(keys.reports.text(i)).equals(ClassReport.of(i))) {
            throw new IllegalStateException("another value in Redis");
          }
        }
      }
    }

    /** Closes it. */
    @TearDown
    public void close() {
      peer.close();
    }
  }

  private static int random() {
    return ThreadLocalRandom.current().nextInt(ReportKeys.COUNT);
  }

  /** The bytes, by a key that the caller kept. */
  @Benchmark
  public byte[] bytesByKeptKey(Homeroom homeroom) {
    return homeroom.hit(homeroom.kept[random()]).payload();
  }

  /** The bytes, by a key made at the call. */
  @Benchmark
  public byte[] bytes(Homeroom homeroom, Keys keys) {
    return homeroom.hit(keys.reports.key(random())).payload();
  }

  /** The value as an object, by a key made at the call. */
  @Benchmark
  public ClassReport value(Homeroom homeroom, Keys keys) {
    return homeroom.hit(keys.reports.key(random())).value();
  }

  /** A key alone. */
  @Benchmark
  public CacheKey<ClassReport> key(Keys keys) {
    return keys.reports.key(random());
  }

  /** JetCache's value, by a key made at the call. */
  @Benchmark
  public ClassReport jetCacheValue(JetCache jetCache, Keys keys) {
    return jetCache.peer.get(keys.reports.text(random()));
  }
}
