package dev.homeroom.cache.memory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.homeroom.cache.CacheKey;
import dev.homeroom.cache.CacheTtl;
import dev.homeroom.cache.Cell;
import dev.homeroom.cache.DataClass;
import dev.homeroom.cache.Region;
import dev.homeroom.cache.Scope;
import dev.homeroom.cache.Stamps;
import dev.homeroom.cache.spi.CacheEntry;
import dev.homeroom.cache.spi.EvictionPolicy;
import dev.homeroom.testkit.CountingRecorder;
import dev.homeroom.testkit.ManualTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What has ended goes, a slice at a time. */
class CleanUpTest {
  private static final Duration INTERVAL = Duration.ofSeconds(60);

  private static final Region<String> REGION =
      Region.of("tiers", String.class, "tier:{}", DataClass.SHARED, CacheTtl.MEDIUM);

  private final ManualTime time = ManualTime.standing();
  private final CountingRecorder recorder = new CountingRecorder();
  private final MemoryStore store =
      new MemoryStore(
          10_000, 100_000_000, EvictionPolicy.LRU, recorder, new MemoryCounts(true, time));
  private final MemoryTier tier = new MemoryTier(store);
  private final MemoryValues values = new MemoryValues(store, time);
  private final CleanUp cleanUp = new CleanUp(store, INTERVAL, time, time);

  @AfterEach
  void close() {
    store.close();
  }

  private static CacheKey<String> key(int id) {
    return REGION.key(Scope.DISTRICT, "n" + id);
  }

  private void putEntry(int id, Duration life) {
    Stamps stamps = new Stamps(new Cell[0], new long[0]);
    long end = time.millis() + life.toMillis();
    tier.put(new CacheEntry(key(id).text(), 1, stamps, 0, 1, end, new byte[10], null));
  }

  private void putValue(int id, Duration life) {
    values.put("v" + id, new SizedValue(10, time.millis() + life.toMillis()));
  }

  private static void nothing() {
    // Nobody else wants the lock.
  }

  @Test
  void runIfDue_removesWhatHasEnded_ofBothKinds_andNothingElse() {
    for (int id = 0; id < 2_000; id++) {
      Duration life = Duration.ofSeconds(id % 2 == 0 ? 60 : 61);
      putEntry(id, life);
      putValue(id, life);
    }
    values.put("always", new SizedValue(10));
    time.pass(INTERVAL.minusMillis(1));
    cleanUp.runIfDue(CleanUpTest::nothing);
    assertThat(tier.size()).as("not due").isEqualTo(4_001);
    assertThat(store.figures().lastCleanUp()).isNull();

    time.pass(Duration.ofMillis(1));
    cleanUp.runIfDue(CleanUpTest::nothing);
    assertThat(tier.size()).isEqualTo(2_001);
    assertThat(IntStream.range(0, 2_000).filter(id -> tier.get(key(id)) != null))
        .hasSize(1_000)
        .allMatch(id -> id % 2 == 1);
    assertThat(values.keys()).hasSize(1_001).contains("always", "v1").doesNotContain("v0");
    assertThat(store.figures().lastCleanUp()).isEqualTo(time.instant());
    assertThat(store.figures().deletes()).isZero();
    assertThat(store.figures().evictions()).isZero();

    time.pass(INTERVAL);
    cleanUp.runIfDue(CleanUpTest::nothing);
    assertThat(values.keys()).containsExactly("always");
    assertThat(tier.size()).isEqualTo(1);
  }

  @Test
  void runIfDue_holdsTheLockForASliceOnly_andOthersHaveTheirTurnBetween() {
    for (int id = 0; id < 3_000; id++) {
      putValue(id, Duration.ofSeconds(1));
    }
    List<Long> sizes = new ArrayList<>(List.of(tier.size()));
    time.pass(INTERVAL);
    cleanUp.runIfDue(
        () -> {
          long size = tier.size();
          assertThat(sizes.get(sizes.size() - 1) - size).isBetween(1L, (long) CleanUp.SLICE);
          int id = 10_000 + sizes.size();
          CompletableFuture.runAsync(
                  () -> putEntry(id, Duration.ofHours(1)), task -> new Thread(task).start())
              .orTimeout(60, TimeUnit.SECONDS)
              .join();
          sizes.add(size + 1);
        });
    assertThat(sizes).hasSizeGreaterThan(3_000 / CleanUp.SLICE);
    assertThat(values.keys()).isEmpty();
    assertThat(tier.size()).as("those that came meanwhile").isEqualTo(sizes.size() - 1);
  }

  /** Things that go meanwhile move others, of which none may be missed. */
  @Test
  void runIfDue_othersRemoveMeanwhile_missesNothing() {
    for (int id = 0; id < 3_000; id++) {
      putValue(id, id % 3 == 0 ? Duration.ofSeconds(1) : Duration.ofHours(1));
    }
    List<Integer> next = new ArrayList<>(List.of(0));
    time.pass(INTERVAL);
    cleanUp.runIfDue(
        () -> {
          int from = next.get(0);
          IntStream.range(from, from + 300).forEach(id -> values.remove("v" + id));
          next.set(0, from + 300);
        });
    assertThat(next.get(0)).isGreaterThan(1_000);
    assertThat(values.keys()).noneMatch(key -> Integer.parseInt(key.substring(1)) % 3 == 0);
  }

  @Test
  void rest_isUntilItIsDue_atMost10s() {
    assertThat(cleanUp.rest()).isEqualTo(Duration.ofSeconds(10));
    time.pass(Duration.ofSeconds(55));
    assertThat(cleanUp.rest()).isEqualTo(Duration.ofSeconds(5));
    time.pass(Duration.ofSeconds(55));
    assertThat(cleanUp.rest()).isZero();
    cleanUp.runIfDue(CleanUpTest::nothing);
    assertThat(cleanUp.rest()).isEqualTo(Duration.ofSeconds(10));
  }
}
