package dev.homeroom.bench;

import dev.homeroom.cache.spi.CacheEntry;
import dev.homeroom.cache.CacheKey;
import dev.homeroom.cache.CacheTtl;
import dev.homeroom.cache.Cell;
import dev.homeroom.cache.DataClass;
import dev.homeroom.cache.Region;
import dev.homeroom.cache.Scope;
import dev.homeroom.cache.Stamps;
import dev.homeroom.cache.memory.MemoryTier;
import dev.homeroom.cache.memory.TestMemory;
import dev.homeroom.cache.spi.CommandValue;
import dev.homeroom.cache.spi.CommandValues;
import dev.homeroom.cache.spi.EvictionPolicy;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.ehcache.Cache;
import org.ehcache.CacheManager;
import org.ehcache.config.builders.CacheConfigurationBuilder;
import org.ehcache.config.builders.CacheManagerBuilder;
import org.ehcache.config.builders.ResourcePoolsBuilder;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * The memory tier by how much is in it, one thread, random keys, against Ehcache's native get and a
 * plain map of the same keys and entries: what these cost more, the more there is, is the
 * processor's caches.
 */
@State(org.openjdk.jmh.annotations.Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class MemoryTierBenchmark {
  private static final Region<String> REGION =
      Region.of("bench", String.class, "bench:{}", DataClass.SHARED, CacheTtl.CONFIGURATION);

  private static final int FEW = 2_000;

  /** How many entries there are, which is the bound too. */
  @Param({"2000", "20000", "200000", "1000000"})
  public int size;

  /** What goes for another one. */
  @Param({"LRU"})
  public EvictionPolicy policy;

  // Twice as many keys as places: one half is there at first.
  private CacheKey<?>[] keys;
  private CacheEntry[] entries;
  private TestMemory ofEntries;
  private TestMemory ofValues;
  private MemoryTier memory;
  private CommandValues values;
  private final CommandValue value = new Counter();
  private final ConcurrentHashMap<String, CacheEntry> map = new ConcurrentHashMap<>();
  private CacheManager manager;
  private Cache<String, CacheEntry> ehcache;
  private int turn;

  /** Fills all three. */
  @Setup
  public void fill() {
    ofEntries = new TestMemory(size, Long.MAX_VALUE, policy, Clock.systemUTC());
    memory = ofEntries.tier();
    ofValues = new TestMemory(size, Long.MAX_VALUE, policy, Clock.systemUTC());
    values = ofValues.values();
    manager = CacheManagerBuilder.newCacheManagerBuilder().build(true);
    ehcache =
        manager.createCache(
            "bench",
            CacheConfigurationBuilder.newCacheConfigurationBuilder(
                String.class, CacheEntry.class, ResourcePoolsBuilder.heap(size)));
    keys = new CacheKey<?>[2 * size];
    entries = new CacheEntry[2 * size];
    Stamps stamps = new Stamps(new Cell[0], new long[0]);
    for (int i = 0; i < 2 * size; i++) {
      keys[i] = REGION.key(Scope.DISTRICT, "" + i);
      entries[i] = new CacheEntry(keys[i].text(), 1, stamps, 0, 1, 2, new byte[16], null);
    }
    for (int i = 0; i < size; i++) {
      memory.put(entries[i]);
      values.put(keys[i].text(), value);
      map.put(keys[i].text(), entries[i]);
      ehcache.put(keys[i].text(), entries[i]);
    }
  }

  /** Closes tier and Ehcache. */
  @TearDown
  public void close() {
    manager.close();
    ofEntries.close();
    ofValues.close();
  }

  /** Of all that is there. */
  @Benchmark
  public @Nullable CacheEntry get() {
    return memory.get(keys[ofAll()]);
  }

  /** Of as many values of commands, in memory of their own. */
  @Benchmark
  public @Nullable CommandValue getValue() {
    return values.get(keys[ofAll()].text());
  }

  /** One limit of that. */
  @Benchmark
  public @Nullable CacheEntry getOfEhcache() {
    return ehcache.get(keys[ofAll()].text());
  }

  /** The other. */
  @Benchmark
  public @Nullable CacheEntry getOfAMap() {
    return map.get(keys[ofAll()].text());
  }

  /** Of 2,000 from all over: the same work for the processor's caches, however many there are. */
  @Benchmark
  public @Nullable CacheEntry getOfFew() {
    return memory.get(keys[ofFew()]);
  }

  /** The limit of that. */
  @Benchmark
  public @Nullable CacheEntry getOfFewOfAMap() {
    return map.get(keys[ofFew()].text());
  }

  /** In place of what is there. */
  @Benchmark
  public void put() {
    memory.put(entries[ofAll()]);
  }

  /** One limit of that. */
  @Benchmark
  public void putIntoEhcache() {
    CacheEntry entry = entries[ofAll()];
    ehcache.put(entry.key(), entry);
  }

  /** The other. */
  @Benchmark
  public @Nullable CacheEntry putIntoAMap() {
    CacheEntry entry = entries[ofAll()];
    return map.put(entry.key(), entry);
  }

  /** In place of 2,000 from all over. */
  @Benchmark
  public void putOfFew() {
    memory.put(entries[ofFew()]);
  }

  /** Of what is not there, or was put long ago: nearly each time another one goes for it. */
  @Benchmark
  public void putIntoAFullTier() {
    turn = (turn + 7_919) % entries.length;
    memory.put(entries[turn]);
  }

  /** In place of what is there. */
  @Benchmark
  public void putValue() {
    values.put(keys[ofAll()].text(), value);
  }

  /** The same of values of commands. */
  @Benchmark
  public void putValueIntoAFullTier() {
    turn = (turn + 7_919) % keys.length;
    values.put(keys[turn].text(), value);
  }

  /** A value of a command. */
  private static final class Counter extends CommandValue {
    @Override
    public long bytes() {
      return 24;
    }

    @Override
    public long expiresAtMillis() {
      return Long.MAX_VALUE;
    }
  }

  private int ofAll() {
    return ThreadLocalRandom.current().nextInt(size);
  }

  private int ofFew() {
    return ThreadLocalRandom.current().nextInt(FEW) * (size / FEW);
  }
}
