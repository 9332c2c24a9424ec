package dev.homeroom.cache.memory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.homeroom.cache.Source;
import dev.homeroom.cache.spi.CacheEntry;
import dev.homeroom.cache.spi.CacheRecorder;
import dev.homeroom.cache.spi.Tier;
import dev.homeroom.cache.spi.TierContract;
import dev.homeroom.testkit.CountingRecorder;
import dev.homeroom.testkit.MemoryTiers;
import java.lang.management.ManagementFactory;
import java.lang.ref.WeakReference;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import javax.cache.Cache;
import javax.cache.CacheManager;
import javax.cache.Caching;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.ehcache.config.CacheConfiguration;
import org.ehcache.config.builders.CacheConfigurationBuilder;
import org.ehcache.config.builders.ExpiryPolicyBuilder;
import org.ehcache.config.builders.ResourcePoolsBuilder;
import org.ehcache.core.config.DefaultConfiguration;
import org.ehcache.jsr107.Eh107Configuration;
import org.ehcache.jsr107.EhcacheCachingProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MemoryTierTest extends TierContract {
  /** From JDK 25 on two cores have a common pool of one thread, on which one waits for the next. */
  private static final Executor BY_THEMSELVES = task -> new Thread(task).start();

  private final CountingRecorder recorder = new CountingRecorder();
  private final HeldCell cell = new HeldCell("user:1", 5);
  private MemoryTier tier = MemoryTiers.of(1_000);

  @AfterEach
  void close() {
    tier.close();
  }

  @Override
  protected Tier tier() {
    return tier;
  }

  private void bounds(int entries, long bytes) {
    tier.close();
    tier = new MemoryTier(entries, bytes, recorder);
  }

  private CacheEntry sized(String id, int payloadBytes) {
    return entry(key(id), "x".repeat(payloadBytes), cell, 5);
  }

  /** Returns what of n0, n1, … is there, as a reader finds it, and not as the tier counts it. */
  private List<CacheEntry> found(int keys) {
    List<CacheEntry> found = new ArrayList<>();
    for (int i = 0; i < keys; i++) {
      CacheEntry entry = tier.get(key("n" + i));
      if (entry != null) {
        found.add(entry);
      }
    }
    return found;
  }

  private static long bytes(List<CacheEntry> entries) {
    return entries.stream()
        .mapToLong(
            entry ->
                entry.key().length()
                    + entry.payload().length
                    + MemoryEntry.AROUND
                    + (entry.decoded() instanceof String value ? counted(value) : 0))
        .sum();
  }

  @Test
  void new_registersNoMbeans() throws JMException {
    assertThat(beans(new ObjectName("javax.cache:*"))).isEmpty();
  }

  /** Who counts gets has them timed too, which no configuration prevents. */
  @Test
  void get_evenIfStatisticsAreAskedFor_isNotCountedByEhcache() throws JMException {
    CacheConfiguration<String, String> small =
        CacheConfigurationBuilder.newCacheConfigurationBuilder(
                String.class, String.class, ResourcePoolsBuilder.heap(1))
            .build();
    URI name = URI.create("homeroom:" + UUID.randomUUID());
    EhcacheCachingProvider provider =
        (EhcacheCachingProvider) Caching.getCachingProvider(EhcacheCachingProvider.class.getName());
    DefaultConfiguration defaults = new DefaultConfiguration(getClass().getClassLoader());
    try (CacheManager manager = provider.getCacheManager(name, defaults);
        Cache<String, String> cache =
            manager.createCache(
                "counted", Eh107Configuration.fromEhcacheCacheConfiguration(small))) {
      manager.enableStatistics("counted", true);
      cache.put("key", "value");
      assertThat(cache.get("key")).isEqualTo("value");
      ObjectName bean = beans(new ObjectName("javax.cache:*,Cache=counted")).iterator().next();
      MBeanServer server = ManagementFactory.getPlatformMBeanServer();
      assertThat(server.getAttribute(bean, "CacheHits")).isEqualTo(0L);
      assertThat(server.getAttribute(bean, "AverageGetTime")).isEqualTo(0F);
    }
  }

  /** With a clock of its own, what lives for a millisecond would be gone. */
  @Test
  void get_withoutAClock_isNotTimedByEhcache() {
    CacheConfiguration<String, String> ending =
        CacheConfigurationBuilder.newCacheConfigurationBuilder(
                String.class, String.class, ResourcePoolsBuilder.heap(1))
            .withExpiry(ExpiryPolicyBuilder.timeToLiveExpiration(Duration.ofMillis(1)))
            .build();
    URI name = URI.create("homeroom:" + UUID.randomUUID());
    EhcacheCachingProvider provider =
        (EhcacheCachingProvider) Caching.getCachingProvider(EhcacheCachingProvider.class.getName());
    DefaultConfiguration asShipped =
        new DefaultConfiguration(getClass().getClassLoader(), MemoryStore.NO_CLOCK);
    try (CacheManager manager = provider.getCacheManager(name, asShipped);
        Cache<String, String> cache =
            manager.createCache(
                "ending", Eh107Configuration.fromEhcacheCacheConfiguration(ending))) {
      cache.put("key", "value");
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
      assertThat(cache.get("key")).isEqualTo("value");
    }
  }

  private static Set<ObjectName> beans(ObjectName pattern) {
    return ManagementFactory.getPlatformMBeanServer().queryNames(pattern, null);
  }

  @Test
  void get_afterPut_isTheSameObject() {
    CacheEntry put = entry(key("1"), "1", cell, 5);
    tier.put(put);
    assertThat(tier.get(key("1"))).isSameAs(put);
    assertThat(tier.getAll(List.of(key("1"))).get(0)).isSameAs(put);
  }

  @Test
  void put_beyondAThousandEntries_keepsAThousand_theLastAmongThem() {
    bounds(1_000, 100_000_000);
    for (int i = 0; i < 5_000; i++) {
      tier.put(sized("n" + i, 1));
      assertThat(tier.get(key("n" + i))).isNotNull();
    }
    assertThat(found(5_000)).hasSize(1_000);
    assertThat(tier.size()).isEqualTo(1_000);
    assertThat(recorder.of("ENTRIES tiers")).isEqualTo(4_000);
    assertThat(recorder.of("BYTES tiers")).isZero();
  }

  @Test
  void put_entriesOf100Kilobytes_holdTheBoundOfBytes_andLetTheRestBeCollected() {
    bounds(20_000, 2_000_000);
    List<WeakReference<CacheEntry>> all = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      CacheEntry entry = sized("n" + i, 100_000);
      tier.put(entry);
      all.add(new WeakReference<>(entry));
      assertThat(tier.bytes()).isLessThanOrEqualTo(2_000_000);
    }
    assertThat(found(500)).hasSize(19);
    assertThat(tier.size()).isEqualTo(19);
    assertThat(tier.bytes()).isEqualTo(bytes(found(500)));
    assertThat(recorder.of("BYTES tiers")).isEqualTo(481);
    assertThat(recorder.of("ENTRIES tiers")).isZero();
    System.gc();
    assertThat(all.stream().filter(entry -> entry.get() != null)).hasSize(19);
    tier.removeAll(IntStream.range(0, 500).mapToObj(i -> key("n" + i).text()).toList());
    System.gc();
    assertThat(all.stream().filter(entry -> entry.get() != null)).isEmpty();
  }

  @Test
  void put_oneLargeAmongManySmall_makesRoomAtOnce_whicheverBoundComesFirst() {
    bounds(500, 1_000_000);
    for (int i = 0; i < 600; i++) {
      tier.put(sized("n" + i, 1));
    }
    assertThat(found(600)).hasSize(500);
    tier.put(sized("n600", 900_000));
    assertThat(tier.get(key("n600"))).isNotNull();
    assertThat(tier.bytes()).isEqualTo(bytes(found(601))).isBetween(900_000L, 1_000_000L);
    assertThat(recorder.of("ENTRIES tiers")).isEqualTo(101);
    assertThat(recorder.of("BYTES tiers")).isGreaterThan(100);
  }

  @Test
  void put_beyondTheBound_whatIsUsedStays_whatIsNotGoes() {
    bounds(1_000, 100_000_000);
    for (int i = 0; i < 6_000; i++) {
      tier.put(sized("n" + i, 1));
      found(100);
    }
    assertThat(found(100)).hasSize(100);
    assertThat(found(1_000)).hasSizeLessThan(110);
  }

  @Test
  void put_allOthersAreUsedMeanwhile_isNotWhatGoes() {
    CacheRecorder reading =
        new CountingRecorder() {
          @Override
          public void evicted(String region, Evicted bound) {
            assertThat(found(100)).isNotEmpty();
          }
        };
    tier.close();
    tier = new MemoryTier(100, 100_000, reading);
    for (int round = 0; round < 20; round++) {
      for (int i = 0; i < 100; i++) {
        tier.put(sized("n" + i, 1));
      }
      tier.put(sized("large", 90_000));
      assertThat(tier.get(key("large"))).isNotNull();
    }
  }

  @Test
  void put_roomForOne_neverLetsItGoForAnOlder() {
    bounds(1, 10_000);
    for (int i = 0; i < 50; i++) {
      tier.put(sized("n" + i, 9_000));
      found(50);
      assertThat(found(50)).hasSize(1).allMatch(tier.get(key("n" + i))::equals);
    }
  }

  @Test
  void put_largerThanTheBoundByItself_isNotKept_norItsPredecessor_andIsCounted() {
    bounds(1_000, 10_000);
    tier.put(sized("n0", 1));
    tier.put(sized("n1", 1));
    tier.put(sized("n0", 10_000));
    assertThat(found(2)).hasSize(1);
    assertThat(tier.get(key("n1"))).isNotNull();
    assertThat(tier.bytes()).isEqualTo(bytes(found(2)));
    assertThat(recorder.of("BYTES tiers")).isEqualTo(1);
  }

  @Test
  void bytes_objectOfALocalRegion_countsWithoutBeingLookedInto() {
    CacheEntry like = sized("n0", 0);
    tier.put(like);
    long without = tier.bytes();
    Object hostile =
        new Object() {
          @Override
          public int hashCode() {
            throw new AssertionError("looked into");
          }

          @Override
          public String toString() {
            throw new AssertionError("looked into");
          }
        };
    tier.put(
        new CacheEntry(like.key(), 1, like.stamps(), 1_000, 2_000, 3_000, new byte[0], hostile));
    assertThat(tier.bytes()).as("the least that an object takes").isEqualTo(without + 24);
  }

  /** What access records are made of. */
  private record Local(String id, Set<String> classes) {}

  @Test
  void put_anObjectOfALocalRegion_countsForTheHeapThatItTakes() {
    CacheEntry like = sized("n0", 0);
    tier.put(like);
    long without = tier.bytes();
    Local object = new Local("4711", Set.of("5a", "5b"));
    tier.put(
        new CacheEntry(like.key(), 1, like.stamps(), 1_000, 2_000, 3_000, new byte[0], object));
    assertThat(tier.bytes()).isEqualTo(without + new ValueSizes().of(object));
  }

  private CacheEntry keptWithValue(String id, String value) {
    CacheEntry entry = sized(id, 10);
    tier.put(entry);
    tier.keepDecoded(entry, value);
    return entry;
  }

  private static long counted(String value) {
    return new ValueSizes().of(value) + 32;
  }

  @Test
  void keepDecoded_isKeptBesideItsEntry_countedOnce_andGoesWithIt() {
    CacheEntry entry = sized("n0", 10);
    tier.put(entry);
    long without = tier.bytes();
    tier.keepDecoded(entry, "value");
    tier.keepDecoded(entry, "another");
    assertThat(entry.decoded()).isEqualTo("value");
    assertThat(tier.bytes()).isEqualTo(without + counted("value"));
    tier.put(sized("n0", 10));
    assertThat(entry.decoded()).isNull();
    assertThat(tier.bytes()).isEqualTo(without);
    keptWithValue("n0", "value");
    tier.removeAll(List.of(key("n0").text()));
    assertThat(tier.bytes()).isZero();
  }

  @Test
  void keepDecoded_ofAnEntryThatIsNotHere_isNotKept() {
    CacheEntry entry = sized("n0", 10);
    tier.keepDecoded(entry, "value");
    assertThat(entry.decoded()).isNull();
    tier.put(sized("n0", 10));
    long before = tier.bytes();
    tier.keepDecoded(entry, "value");
    assertThat(entry.decoded()).isNull();
    assertThat(tier.bytes()).isEqualTo(before);
  }

  @Test
  void keepDecoded_beyondTheByteBound_evictsValuesButNoEntries() {
    bounds(100, 100_000);
    List<CacheEntry> all = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      all.add(keptWithValue("n" + i, "x".repeat(5_000)));
      assertThat(tier.bytes()).isLessThanOrEqualTo(100_000);
    }
    assertThat(found(50)).hasSize(50);
    assertThat(all.stream().filter(entry -> entry.decoded() != null).count()).isBetween(5L, 15L);
    assertThat(all.get(49).decoded()).isNotNull();
    assertThat(recorder.of("BYTES tiers")).isZero();
  }

  @Test
  void keepDecoded_ofWhatIsLargerThanAllOfMemory_isNotKept_andPushesOutNothingElse() {
    bounds(100, 100_000);
    CacheEntry small = keptWithValue("n0", "value");
    CacheEntry entry = keptWithValue("n1", "x".repeat(200_000));
    assertThat(entry.decoded()).isNull();
    assertThat(small.decoded()).isEqualTo("value");
    assertThat(found(2)).hasSize(2);
  }

  @Test
  void put_beyondTheBoundOfBytes_valuesGoBeforeEntries() {
    bounds(100, 100_000);
    List<CacheEntry> all = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      all.add(keptWithValue("n" + i, "x".repeat(8_000)));
    }
    assertThat(all).allMatch(entry -> entry.decoded() != null);
    for (int i = 10; i < 90; i++) {
      tier.put(sized("n" + i, 400));
    }
    assertThat(found(90)).hasSize(90);
    assertThat(all.stream().filter(entry -> entry.decoded() != null).count()).isLessThan(4);
    assertThat(recorder.of("BYTES tiers")).isZero();
  }

  @Test
  void bytes_afterManyThreadsPutAndRemoved_areThoseOfWhatIsThere() {
    bounds(150, 200_000);
    CompletableFuture<?>[] threads =
        IntStream.range(0, 8)
            .mapToObj(seed -> CompletableFuture.runAsync(() -> putAndRemove(seed), BY_THEMSELVES))
            .toArray(CompletableFuture<?>[]::new);
    CompletableFuture.allOf(threads).orTimeout(60, TimeUnit.SECONDS).join();

    assertThat(recorder.of("ENTRIES tiers")).isPositive();
    assertThat(recorder.of("BYTES tiers")).isPositive();
    assertThat(tier.bytes()).isEqualTo(bytes(found(300))).isBetween(1L, 200_000L);
    assertThat(tier.size()).isEqualTo(found(300).size()).isBetween(1L, 150L);
    tier.removeAll(IntStream.range(0, 300).mapToObj(i -> key("n" + i).text()).toList());
    assertThat(tier.bytes()).isZero();
    assertThat(tier.size()).isZero();
  }

  /** Small ones for a while, and large ones for a while: each bound has its turn. */
  private void putAndRemove(int seed) {
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < 10_000; i++) {
      String id = "n" + random.nextInt(300);
      if (random.nextInt(10) == 0) {
        tier.removeAll(List.of(key(id).text()));
      } else {
        CacheEntry entry = sized(id, i < 5_000 ? random.nextInt(100) : random.nextInt(4_000));
        tier.put(entry);
        tier.keepDecoded(entry, "x".repeat(random.nextInt(500)));
      }
      tier.get(key("n" + random.nextInt(300)));
    }
  }

  @Test
  void get_whileAnotherPuts_doesNotWait() {
    CountDownLatch evicting = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    CacheRecorder slow =
        new CountingRecorder() {
          @Override
          public void evicted(String region, Evicted bound) {
            evicting.countDown();
            awaited(goOn);
          }
        };
    try (MemoryTier one = new MemoryTier(1, 10_000, slow)) {
      one.put(sized("n0", 1));
      CompletableFuture<Void> put =
          CompletableFuture.runAsync(() -> one.put(sized("n1", 1)), BY_THEMSELVES);
      awaited(evicting);
      CompletableFuture<CacheEntry> got =
          CompletableFuture.supplyAsync(() -> one.get(key("n1")), BY_THEMSELVES)
              .orTimeout(60, TimeUnit.SECONDS);
      assertThat(got.join()).isNotNull();
      assertThat(put).isNotDone();
      goOn.countDown();
      put.join();
    }
  }

  private static void awaited(CountDownLatch latch) {
    try {
      assertThat(latch.await(120, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void twoTiersInOneJvm_shareNothing() {
    try (MemoryTier other = new MemoryTier(10, 10_000, CacheRecorder.none())) {
      tier.put(entry(key("1"), "1", cell, 5));
      assertThat(other.get(key("1"))).isNull();
      assertThat(other.source()).isEqualTo(Source.MEMORY);
    }
  }
}
