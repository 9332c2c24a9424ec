package dev.homeroom.cache.reading;

import static org.assertj.core.api.Assertions.assertThat;

import dev.homeroom.cache.CacheKey;
import dev.homeroom.cache.CacheTtl;
import dev.homeroom.cache.DataClass;
import dev.homeroom.cache.GenerationWriter;
import dev.homeroom.cache.Region;
import dev.homeroom.cache.Scope;
import dev.homeroom.cache.Tag;
import dev.homeroom.cache.Tier;
import dev.homeroom.cache.entry.JsonFormat;
import dev.homeroom.cache.generations.FoundRows;
import dev.homeroom.cache.generations.GenerationLimits;
import dev.homeroom.cache.generations.Generations;
import dev.homeroom.cache.memory.MemoryTier;
import dev.homeroom.testkit.CountingRecorder;
import dev.homeroom.testkit.ManualTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A cache service over a memory tier, on time that a test moves, without a database. */
final class CacheFixture implements AutoCloseable {
  record Value(String text) {}

  static final Region<Value> REGION =
      Region.of("values", Value.class, "value:{}", DataClass.SHARED, CacheTtl.MEDIUM);
  static final Region<Value> LOCAL =
      Region.of("locals", Value.class, "local:{}", DataClass.LOCAL, CacheTtl.MEDIUM);

  final ManualTime time = new ManualTime();
  final CountingRecorder recorder = new CountingRecorder();
  final MemoryTier memory = new MemoryTier(1_000);
  final Generations generations = new Generations(time, time, GenerationLimits.SHIPPED);
  boolean inTransaction;
  private long generation = 1_000_000_000_000L;
  private final List<ReadThrough> made = new ArrayList<>();

  CacheFixture() {
    generations.onReadingWanted(this::read);
    read();
  }

  private void read() {
    Map<String, Long> doubted = new HashMap<>();
    var reading = generations.begin();
    reading.doubted().forEach(tag -> doubted.put(tag, ++generation));
    generations.complete(reading, new FoundRows(Map.of(), false, doubted, Set.of()));
  }

  /** Returns a service with the shipped bounds. */
  ReadThrough cache() {
    return cache(LoadLimits.SHIPPED);
  }

  ReadThrough cache(LoadLimits limits) {
    return cache(limits, memory);
  }

  ReadThrough cache(LoadLimits limits, Tier tier) {
    return cache(limits, Tiers.of(tier, recorder));
  }

  ReadThrough cache(LoadLimits limits, Tiers tiers) {
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
        new ReadThrough(
            new Parts(generations, writer, new JsonFormat(), time, time, recorder),
            tiers,
            new LoadThreads(limits.threads(), limits.queue(), Thread::new),
            limits,
            LoadGuard.NONE);
    made.add(cache);
    return cache;
  }

  static CacheKey<Value> key(String id) {
    return REGION.key(Scope.DISTRICT, List.of(Tag.of("value", id)), id);
  }

  static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
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
