package dev.homeroom.cache.readthrough;

import static dev.homeroom.cache.readthrough.CacheFixture.key;
import static dev.homeroom.cache.readthrough.CacheFixture.region;
import static dev.homeroom.cache.readthrough.CacheFixture.until;
import static org.assertj.core.api.Assertions.assertThat;

import dev.homeroom.cache.CacheKey;
import dev.homeroom.cache.Cached;
import dev.homeroom.cache.DataClass;
import dev.homeroom.cache.Outcome;
import dev.homeroom.cache.readthrough.CacheFixture.Value;
import dev.homeroom.cache.spi.CacheEntry;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Who is answered near an entry's end has it loaded anew, and does not wait for it. */
class EarlyRefreshTest {
  private static final CacheKey<Value> KEY = key("1");
  private static final Duration JUST_BEFORE = Duration.ofSeconds(230);
  private static final Duration DUE = Duration.ofSeconds(241);

  private final CacheFixture at = new CacheFixture();
  private final StandInRedis redis = new StandInRedis();
  private final TestLoader loader = new TestLoader();
  private final AtomicReference<SingleFlight> singleFlight = new AtomicReference<>();
  private final ReadThrough cache = service(at);

  @AfterEach
  void close() {
    at.close();
  }

  private ReadThrough service(CacheFixture memoryOf) {
    Tiers tiers = new Tiers(memoryOf.memory, redis, redis.sharing(), at.recorder);
    return at.cache(
        CacheFixture.PATIENT,
        tiers,
        (parts, into, threads, limits, guard) ->
            new ReadThrough(parts, into, threads, limits, guard) {
              @Override
              SingleFlight singleFlight(
                  LoadThreads on, Loading by, BulkLoading bulk, FailedLoads failures) {
                SingleFlight made = super.singleFlight(on, by, bulk, failures);
                singleFlight.set(made);
                return made;
              }
            });
  }

  private void hits(CacheKey<Value> key, String text) {
    Cached<Value> answer = cache.getOrLoad(key, loader);
    assertThat(answer.outcome()).isEqualTo(Outcome.HIT);
    assertThat(answer.value().text()).isEqualTo(text);
  }

  private String present(CacheKey<Value> key) {
    return cache.get(key).orElseThrow().value().text();
  }

  @Test
  void before80Percent_nothingIsLoaded() {
    cache.getOrLoad(KEY, loader);
    at.pass(JUST_BEFORE);
    for (int i = 0; i < 100; i++) {
      hits(KEY, "load 1");
    }
    assertThat(underWay(KEY)).isFalse();
    assertThat(loader.count()).isEqualTo(1);
  }

  @Test
  void from80Percent_oneLoadIsBegun_andNobodyWaitsForIt() {
    cache.getOrLoad(KEY, loader);
    at.pass(DUE);
    CountDownLatch go = loader.hold();
    for (int i = 0; i < 100; i++) {
      hits(KEY, "load 1");
    }
    until(() -> loader.count() == 2);
    hits(KEY, "load 1");
    go.countDown();
    until(() -> present(KEY).equals("load 2"));
    hits(KEY, "load 2");
    assertThat(loader.count()).isEqualTo(2);
    assertThat(Objects.requireNonNull(redis.held(KEY)).loadedMillis())
        .isEqualTo(Objects.requireNonNull(at.memory.get(KEY)).loadedMillis());
  }

  @Test
  void from80Percent_whatRedisAnswers_isLoadedAnewToo() {
    cache.getOrLoad(KEY, loader);
    at.memory.removeAll(List.of(KEY.text()));
    at.pass(DUE);
    hits(KEY, "load 1");
    until(() -> present(KEY).equals("load 2"));
  }

  @Test
  void get_whichHasNoLoader_loadsNothing() {
    cache.getOrLoad(KEY, loader);
    at.pass(DUE);
    assertThat(present(KEY)).isEqualTo("load 1");
    assertThat(loader.count()).isEqualTo(1);
  }

  @Test
  void anotherInstanceLoadedIt_isAdoptedFromRedis_andNotLoaded() {
    cache.getOrLoad(KEY, loader);
    at.pass(Duration.ofSeconds(225));
    // Compared now, so that the copy is near when another instance loads its own.
    hits(KEY, "load 1");
    at.pass(Duration.ofSeconds(16));
    redis.lose(KEY);
    try (CacheFixture other = new CacheFixture()) {
      service(other).getOrLoad(KEY, loader);
    }
    assertThat(loader.count()).isEqualTo(2);

    hits(KEY, "load 1");
    until(() -> present(KEY).equals("load 2"));
    assertThat(loader.count()).isEqualTo(2);
  }

  @Test
  void redisHasTheSame_isLoaded() {
    cache.getOrLoad(KEY, loader);
    at.pass(DUE);
    int asked = redis.asked.get();
    hits(KEY, "load 1");
    until(() -> present(KEY).equals("load 2"));
    assertThat(redis.asked.get() - asked).as("looked there first").isPositive();
  }

  @Test
  void redisHasANewerOneThatIsNotCurrent_isLoaded() {
    cache.getOrLoad(KEY, loader);
    CacheEntry old = Objects.requireNonNull(redis.held(KEY));
    cache.invalidate(KEY.tags());
    cache.getOrLoad(KEY, loader);
    at.pass(Duration.ofSeconds(225));
    hits(KEY, "load 2");
    at.pass(Duration.ofSeconds(16));
    redis.put(old);
    redis.shift(KEY, 60_000);
    hits(KEY, "load 2");
    until(() -> present(KEY).equals("load 3"));
    assertThat(at.recorder.of("STAMP")).isPositive();
  }

  @Test
  void refresh_moreThanFourDue_runsFourAtOnce_andReleasesTheirPlaces() {
    for (int i = 0; i < 10; i++) {
      cache.getOrLoad(key("k" + i), loader);
    }
    at.pass(DUE);
    CountDownLatch go = loader.hold();
    for (int i = 0; i < 10; i++) {
      hits(key("k" + i), "load " + (i + 1));
    }
    until(() -> loader.count() == 14);
    // Loads that somebody waits for are not among the four.
    loader.held = null;
    cache.getOrLoad(key("another"), loader);
    assertThat(loader.count()).isEqualTo(15);
    go.countDown();
    // The places are given back: the six others get theirs, four at once.
    until(
        () -> {
          for (int i = 0; i < 10; i++) {
            cache.getOrLoad(key("k" + i), loader);
          }
          return loader.count() == 21;
        });
  }

  @ParameterizedTest
  @EnumSource(names = {"CRITICAL", "AUTHZ", "LOCAL"})
  void neverRefreshed(DataClass data) {
    CacheKey<Value> key = key(region(data), "1");
    cache.getOrLoad(key, loader);
    at.pass(Duration.ofSeconds(290));
    hits(key, "load 1");
    assertThat(underWay(key)).isFalse();
    assertThat(loader.count()).isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource(names = {"SHARED", "COMPUTED"})
  void failed_isSparedFor15s_andTheEntryHitsUntilItsEnd(DataClass data) {
    CacheKey<Value> key = key(region(data), "1");
    cache.getOrLoad(key, loader);
    at.pass(DUE);
    loader.fail();
    hits(key, "load 1");
    until(() -> loader.count() == 2);
    until(() -> !underWay(key));
    at.pass(Duration.ofSeconds(10));
    hits(key, "load 1");
    assertThat(underWay(key)).isFalse();
    at.pass(Duration.ofSeconds(5));
    hits(key, "load 1");
    until(() -> loader.count() == 3);
    until(() -> !underWay(key));
    at.pass(Duration.ofSeconds(44));
    assertThat(cache.getOrLoad(key, loader).outcome()).isEqualTo(Outcome.STALE);
  }

  @Test
  void absent_isNeverRefreshed() {
    loader.absent = true;
    cache.getOrLoad(KEY, loader);
    at.pass(Duration.ofSeconds(25));
    assertThat(cache.getOrLoad(KEY, loader).outcome()).isEqualTo(Outcome.HIT);
    assertThat(underWay(KEY)).isFalse();
    assertThat(loader.count()).isEqualTo(1);
  }

  @Test
  void databaseAway_nothingIsLoaded() {
    cache.getOrLoad(KEY, loader);
    at.pass(DUE);
    at.loseDatabase();
    hits(KEY, "load 1");
    assertThat(underWay(KEY)).isFalse();
    assertThat(loader.count()).isEqualTo(1);
  }

  @Test
  void read_duringItsRefresh_beginsNoOtherLoad() {
    cache.getOrLoad(KEY, loader);
    at.pass(DUE);
    CountDownLatch go = loader.hold();
    hits(KEY, "load 1");
    until(() -> loader.count() == 2);
    // Past its end who asks joins that load.
    at.pass(Duration.ofSeconds(60));
    go.countDown();
    assertThat(cache.getOrLoad(KEY, loader).value().text()).isEqualTo("load 2");
    assertThat(loader.count()).isEqualTo(2);
  }

  private boolean underWay(CacheKey<Value> key) {
    return singleFlight.get().isUnderWay(key);
  }
}
