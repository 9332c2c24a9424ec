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
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The values of the Redis-shaped commands in memory, beside its entries. */
class MemoryValuesTest {
  private static final Executor BY_THEMSELVES = task -> new Thread(task).start();

  private static final Region<String> REGION =
      Region.of("tiers", String.class, "tier:{}", DataClass.SHARED, CacheTtl.MEDIUM);

  private final CountingRecorder recorder = new CountingRecorder();
  private MemoryStore store =
      new MemoryStore(
          1_000,
          100_000_000,
          EvictionPolicy.LRU,
          recorder,
          new MemoryCounts(true, System::nanoTime));
  private MemoryTier tier = new MemoryTier(store);
  private MemoryValues values = new MemoryValues(store, Clock.systemUTC());

  @AfterEach
  void close() {
    store.close();
  }

  private void bounds(int entries, long bytes) {
    bounds(entries, bytes, EvictionPolicy.LRU);
  }

  private void bounds(int entries, long bytes, EvictionPolicy policy) {
    store.close();
    store =
        new MemoryStore(entries, bytes, policy, recorder, new MemoryCounts(true, System::nanoTime));
    tier = new MemoryTier(store);
    values = new MemoryValues(store, Clock.systemUTC());
  }

  private static CacheKey<String> key(int id) {
    return REGION.key(Scope.DISTRICT, "n" + id);
  }

  private void putEntry(int id, int payloadBytes) {
    Stamps stamps = new Stamps(new Cell[0], new long[0]);
    byte[] payload = new byte[payloadBytes];
    tier.put(new CacheEntry(key(id).text(), 1, stamps, 0, 1, 2, payload, null));
  }

  private long foundEntries(int keys) {
    return IntStream.range(0, keys).filter(id -> tier.get(key(id)) != null).count();
  }

  private List<SizedValue> foundValues(int keys) {
    List<SizedValue> found = new ArrayList<>();
    for (int id = 0; id < keys; id++) {
      if (values.look("v" + id) instanceof SizedValue value) {
        found.add(value);
      }
    }
    return found;
  }

  /** What values of keys of two to four letters count for. */
  private static long counted(List<SizedValue> all) {
    return all.stream().mapToLong(value -> value.bytes() + 48 + MemoryValue.AROUND).sum();
  }

  @Test
  void get_afterPut_isTheSameObject_andAnEntryOfThatKeyIsAnother() {
    SizedValue value = new SizedValue(10);
    assertThat(values.put(key(1).text(), value)).isTrue();
    assertThat(values.get(key(1).text())).isSameAs(value);
    assertThat(values.look(key(1).text())).isSameAs(value);
    assertThat(tier.get(key(1))).isNull();
    putEntry(1, 10);
    assertThat(tier.get(key(1))).isNotNull();
    tier.removeAll(List.of(key(1).text()));
    assertThat(values.get(key(1).text())).isSameAs(value);
    assertThat(values.get("absent")).isNull();
    assertThat(values.look("absent")).isNull();
  }

  @Test
  void remove_givesWhatWasThere_andItsBytesBack() {
    SizedValue value = new SizedValue(10);
    values.put("v1", new SizedValue(1_000));
    values.put("v1", value);
    assertThat(tier.size()).isEqualTo(1);
    assertThat(tier.bytes()).isEqualTo(counted(List.of(value)));
    assertThat(values.remove("v1")).isSameAs(value);
    assertThat(values.remove("v1")).isNull();
    assertThat(tier.size()).isZero();
    assertThat(tier.bytes()).isZero();
  }

  @Test
  void clear_removesAllValues_andNoEntry() {
    for (int id = 0; id < 100; id++) {
      values.put("v" + id, new SizedValue(10));
      putEntry(id, 10);
    }
    assertThat(values.keys()).hasSize(100).contains("v0", "v99");
    values.clear();
    assertThat(values.keys()).isEmpty();
    assertThat(foundEntries(100)).isEqualTo(100);
    assertThat(tier.size()).isEqualTo(100);
  }

  @Test
  void put_beyondTheBoundOfEntries_evictsValuesAndEntries_asOne() {
    bounds(100, 100_000_000);
    for (int id = 0; id < 1_000; id++) {
      putEntry(id, 10);
      values.put("v" + id, new SizedValue(10));
      assertThat(values.look("v" + id)).isNotNull();
    }
    assertThat(tier.size()).isEqualTo(100);
    assertThat(foundEntries(1_000) + foundValues(1_000).size()).isEqualTo(100);
    assertThat(foundEntries(1_000)).isBetween(30L, 70L);
    assertThat(recorder.of("ENTRIES ") + recorder.of("ENTRIES commands")).isEqualTo(1_900);
    assertThat(recorder.of("ENTRIES commands")).isBetween(900L, 1_000L);
  }

  @Test
  void put_beyondTheBoundOfBytes_evictsTheOtherKindToo() {
    bounds(1_000, 1_000_000);
    for (int id = 0; id < 100; id++) {
      putEntry(id, 1_000);
    }
    values.put("v1", new SizedValue(990_000));
    assertThat(values.look("v1")).isNotNull();
    assertThat(foundEntries(100)).isLessThan(7);
    putEntry(1, 500_000);
    assertThat(values.look("v1")).isNull();
    assertThat(recorder.of("BYTES commands")).isEqualTo(1);
  }

  @Test
  void put_largerThanAllOfMemory_isRefused_andChangesNothing() {
    bounds(10, 10_000);
    SizedValue value = new SizedValue(100);
    values.put("v1", value);
    putEntry(1, 100);
    long before = tier.bytes();
    assertThat(values.put("v1", new SizedValue(10_000))).isFalse();
    assertThat(values.admits("v2", 10_000)).isFalse();
    assertThat(values.admits("v2", Long.MAX_VALUE)).isFalse();
    assertThat(values.admits("v1", 10_000)).isFalse();
    assertThat(values.admits("v1", 10_000 - counted(List.of(value)))).isTrue();
    assertThat(values.look("v1")).isSameAs(value);
    assertThat(foundEntries(2)).isEqualTo(1);
    assertThat(tier.bytes()).isEqualTo(before);
    assertThat(recorder.of("BYTES commands")).isZero();
  }

  @Test
  void resized_holdsTheBoundOfBytesAgain_andSparesTheOneThatGrew() {
    bounds(1_000, 100_000);
    SizedValue value = new SizedValue(10);
    values.put("v0", value);
    for (int id = 1; id < 100; id++) {
      values.put("v" + id, new SizedValue(100));
    }
    value.grow(90_000);
    values.resized("v0", value);
    assertThat(values.look("v0")).isSameAs(value);
    assertThat(tier.bytes()).isEqualTo(counted(foundValues(100))).isLessThanOrEqualTo(100_000);
    value.grow(-90_000);
    values.resized("v0", value);
    assertThat(tier.bytes()).isEqualTo(counted(foundValues(100)));
  }

  @Test
  void resized_beyondAllOfMemory_goes_andNothingElseDoes() {
    bounds(1_000, 100_000);
    SizedValue value = new SizedValue(10);
    values.put("v0", value);
    values.put("v1", new SizedValue(10));
    value.grow(100_000);
    values.resized("v0", value);
    assertThat(values.look("v0")).isNull();
    assertThat(values.look("v1")).isNotNull();
    assertThat(tier.bytes()).isEqualTo(counted(foundValues(2)));
    assertThat(recorder.of("BYTES commands")).isEqualTo(1);
  }

  @Test
  void resized_ofWhatIsNotThereAnyMore_countsNothing() {
    SizedValue value = new SizedValue(10);
    values.put("v0", value);
    values.put("v0", new SizedValue(10));
    long before = tier.bytes();
    value.grow(1_000);
    values.resized("v0", value);
    values.resized("v1", value);
    assertThat(tier.bytes()).isEqualTo(before);
  }

  @Test
  void none_admitsWhatHasRoom_andRefusesTheRest_changingNothing() {
    bounds(3, 100_000, EvictionPolicy.NONE);
    SizedValue value = new SizedValue(1_000);
    long room = 100_000 - counted(List.of(value));
    values.put("v1", value);
    assertThat(values.admits("v1", room)).isTrue();
    assertThat(values.admits("v1", room + 1)).isFalse();
    assertThat(values.put("v2", new SizedValue(room))).isFalse();
    assertThat(values.admits("v2", room - counted(List.of(new SizedValue(0))))).isTrue();
    assertThat(values.admits("v2", room - counted(List.of(new SizedValue(0))) + 1)).isFalse();
    putEntry(1, 10);
    values.put("v3", new SizedValue(10));
    assertThat(values.admits("v4", 0)).as("a fourth").isFalse();
    assertThat(values.put("v4", new SizedValue(0))).isFalse();
    assertThat(values.put("v3", new SizedValue(20))).as("in place of one").isTrue();
    putEntry(2, 10);
    assertThat(recorder.of("FULL ")).isEqualTo(1);
    assertThat(foundEntries(10)).isEqualTo(1);
    assertThat(foundValues(10)).hasSize(2);
    values.remove("v1");
    assertThat(values.put("v4", new SizedValue(0))).isTrue();
    assertThat(recorder.of("ENTRIES commands") + recorder.of("BYTES commands")).isZero();
  }

  @Test
  void inTurn_noOtherChangeRuns_butItsOwn_andReadsDoNotWait() {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    CompletableFuture<Boolean> change =
        CompletableFuture.supplyAsync(
            () ->
                values.inTurn(
                    () -> {
                      values.put("v1", new SizedValue(10));
                      begun.countDown();
                      awaited(goOn);
                      return values.look("v2") == null && tier.get(key(2)) == null;
                    }),
            BY_THEMSELVES);
    awaited(begun);
    assertThat(values.get("v1")).isNotNull();
    CompletableFuture<Boolean> put =
        CompletableFuture.supplyAsync(() -> values.put("v2", new SizedValue(10)), BY_THEMSELVES);
    CompletableFuture<Void> putEntry =
        CompletableFuture.runAsync(() -> putEntry(2, 10), BY_THEMSELVES);
    assertThat(put).isNotDone();
    assertThat(putEntry).isNotDone();
    goOn.countDown();
    assertThat(change.orTimeout(60, TimeUnit.SECONDS).join()).isTrue();
    assertThat(put.orTimeout(60, TimeUnit.SECONDS).join()).isTrue();
    putEntry.orTimeout(60, TimeUnit.SECONDS).join();
  }

  @Test
  void bytes_afterManyThreadsChangedBothKinds_areThoseOfWhatIsThere() {
    bounds(150, 100_000);
    CompletableFuture<?>[] threads =
        IntStream.range(0, 8)
            .mapToObj(seed -> CompletableFuture.runAsync(() -> change(seed), BY_THEMSELVES))
            .toArray(CompletableFuture<?>[]::new);
    CompletableFuture.allOf(threads).orTimeout(60, TimeUnit.SECONDS).join();
    assertThat(recorder.of("ENTRIES commands")).isPositive();
    assertThat(recorder.of("BYTES commands")).isPositive();
    assertThat(tier.size()).isEqualTo(foundEntries(300) + foundValues(300).size()).isPositive();
    tier.removeAll(IntStream.range(0, 300).mapToObj(id -> key(id).text()).toList());
    assertThat(tier.bytes()).isEqualTo(counted(foundValues(300))).isLessThanOrEqualTo(100_000);
    values.clear();
    assertThat(tier.bytes()).isZero();
    assertThat(tier.size()).isZero();
  }

  private void change(int seed) {
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < 10_000; i++) {
      String key = "v" + random.nextInt(300);
      // Small ones for a while, and large ones for a while: each bound has its turn.
      int most = i < 5_000 ? 100 : 4_000;
      switch (random.nextInt(5)) {
        case 0 -> values.remove(key);
        case 1 -> putEntry(random.nextInt(300), random.nextInt(100));
        case 2 -> grown(key, random.nextInt(most));
        default -> values.put(key, new SizedValue(random.nextInt(most)));
      }
    }
  }

  private void grown(String key, int more) {
    values.inTurn(
        () -> {
          boolean isThere = values.get(key) instanceof SizedValue;
          if (isThere && values.get(key) instanceof SizedValue value) {
            value.grow(more);
            values.resized(key, value);
          }
          return isThere;
        });
  }

  private static void awaited(CountDownLatch latch) {
    try {
      assertThat(latch.await(120, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
