package dev.homeroom.cache.memory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.homeroom.cache.MemoryFigures;
import dev.homeroom.cache.memory.PolicyFixture.Kind;
import dev.homeroom.cache.spi.CacheRecorder;
import dev.homeroom.cache.spi.EvictionPolicy;
import dev.homeroom.testkit.ManualTime;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The figures of memory, the ten of the one seed and the three of the other. */
class MemoryFiguresTest {
  private static PolicyFixture of(Kind kind, int most, MemoryCounts counts) {
    return new PolicyFixture(
        kind, new MemoryStore(most, 100_000, EvictionPolicy.FIFO, CacheRecorder.none(), counts));
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void figures_countWhatHappened_ofBothKinds(Kind kind) {
    try (PolicyFixture memory = of(kind, 3, new MemoryCounts(true, System::nanoTime))) {
      for (String id : "a b c d a".split(" ", -1)) {
        memory.put(id);
      }
      memory.read("c");
      memory.read("d");
      memory.read("b");
      memory.read("gone");
      memory.remove("c");
      memory.remove("gone");
      memory.has("d");
      MemoryFigures figures = memory.tier.figures();
      assertThat(figures.hits()).isEqualTo(2);
      assertThat(figures.misses()).isEqualTo(2);
      assertThat(figures.sets()).isEqualTo(5);
      assertThat(figures.deletes()).isEqualTo(1);
      assertThat(figures.evictions()).isEqualTo(2);
      assertThat(figures.totalOperations()).as("without evictions").isEqualTo(2 + 2 + 5 + 1);
      assertThat(figures.items()).isEqualTo(2).isEqualTo(memory.tier.size());
      assertThat(figures.maxItems()).isEqualTo(3);
      assertThat(figures.bytes()).isEqualTo(memory.tier.bytes()).isPositive();
      assertThat(figures.lastCleanUp()).isNull();
    }
  }

  @Test
  void figures_ofAReadThatFoundWhatHadEnded_countAMiss_andItsRemovalNoDelete() {
    ManualTime time = ManualTime.standing();
    try (MemoryStore store =
        new MemoryStore(
            10, 100_000, EvictionPolicy.LRU, CacheRecorder.none(), new MemoryCounts(true, time))) {
      MemoryValues values = new MemoryValues(store, time);
      values.put("v1", new SizedValue(10, time.millis() + 1_000));
      time.pass(Duration.ofSeconds(1));
      assertThat(values.get("v1")).isNotNull();
      values.foundEnded();
      values.remove("v1");
      assertThat(store.figures().hits()).isZero();
      assertThat(store.figures().misses()).isEqualTo(1);
      assertThat(store.figures().deletes()).isZero();
    }
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void figures_countingIsOff_stayAtZero_butSizes(Kind kind) {
    AtomicLong asked = new AtomicLong();
    try (PolicyFixture memory = of(kind, 3, new MemoryCounts(false, asked::incrementAndGet))) {
      for (int i = 0; i < 100; i++) {
        memory.put("n" + i);
        memory.read("n" + i);
        memory.read("gone");
        memory.remove("n" + (i - 1));
      }
      MemoryFigures figures = memory.tier.figures();
      assertThat(figures.totalOperations()).isZero();
      assertThat(figures.evictions()).isZero();
      assertThat(figures.averageAccessMillis()).isZero();
      assertThat(asked).as("clocks read").hasValue(0);
      assertThat(figures.items()).isEqualTo(1);
      assertThat(figures.bytes()).isPositive();
    }
  }

  @Test
  void averageAccess_isOfOneReadIn64() {
    AtomicLong ticks = new AtomicLong();
    MemoryCounts counts = new MemoryCounts(true, () -> ticks.getAndAdd(1_500_000));
    try (PolicyFixture memory = of(Kind.ENTRIES, 3, counts)) {
      memory.put("a");
      assertThat(memory.tier.figures().averageAccessMillis()).isZero();
      IntStream.range(0, 6_400).forEach(i -> memory.read("a"));
      assertThat(ticks).as("two readings each").hasValue(2 * 100 * 1_500_000L);
      assertThat(memory.tier.figures().averageAccessMillis()).isEqualTo(1.5);
    }
  }

  @Test
  void figures_afterManyThreads_addUp() {
    try (PolicyFixture memory = of(Kind.VALUES, 50, new MemoryCounts(true, System::nanoTime))) {
      IntStream.range(0, 100).forEach(i -> memory.put("n" + i));
      CompletableFuture<?>[] threads =
          IntStream.range(0, 8)
              .mapToObj(
                  t ->
                      CompletableFuture.runAsync(
                          () -> IntStream.range(0, 20_000).forEach(i -> memory.read("n" + i % 100)),
                          task -> new Thread(task).start()))
              .toArray(CompletableFuture<?>[]::new);
      CompletableFuture.allOf(threads).orTimeout(60, TimeUnit.SECONDS).join();
      MemoryFigures figures = memory.tier.figures();
      assertThat(figures.hits()).isEqualTo(80_000);
      assertThat(figures.misses()).isEqualTo(80_000);
      assertThat(figures.totalOperations()).isEqualTo(160_000 + 100);
    }
  }
}
