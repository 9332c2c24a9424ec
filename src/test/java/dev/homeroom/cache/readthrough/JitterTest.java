package dev.homeroom.cache.readthrough;

import static dev.homeroom.cache.readthrough.CacheFixture.key;
import static dev.homeroom.cache.readthrough.CacheFixture.region;
import static org.assertj.core.api.Assertions.assertThat;

import dev.homeroom.cache.CacheKey;
import dev.homeroom.cache.DataClass;
import dev.homeroom.cache.Outcome;
import dev.homeroom.cache.readthrough.CacheFixture.Value;
import dev.homeroom.cache.spi.CacheEntry;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Lives are shortened by up to a tenth, and never lengthened. */
class JitterTest {
  private static final long TTL = Duration.ofMinutes(5).toMillis();
  private static final double ALMOST_ONE = Math.nextDown(1.0);
  private static final double[] RANDOM = {0, 0.25, 0.5, ALMOST_ONE};

  private final CacheFixture at = new CacheFixture();
  private final ReadThrough cache = at.cache(CacheFixture.PATIENT);

  @AfterEach
  void close() {
    at.close();
  }

  private static long life(CacheEntry entry) {
    return entry.freshUntilMillis() - entry.loadedMillis();
  }

  private CacheEntry entryOf(CacheKey<Value> key) {
    return Objects.requireNonNull(at.memory.get(key));
  }

  @ParameterizedTest
  @EnumSource(names = {"SHARED", "COMPUTED", "AUTHZ", "LOCAL"})
  void loaded_livesBetween90And100Percent_andItsStaleTimeFollows(DataClass data) {
    for (double random : RANDOM) {
      at.random = random;
      CacheKey<Value> key = key(region(data), "r" + random);
      cache.getOrLoad(key, scope -> new Value("v"));
      CacheEntry entry = entryOf(key);
      assertThat(life(entry)).isEqualTo(TTL - (long) (TTL * 0.1 * random)).isBetween(270_000L, TTL);
      assertThat(entry.staleUntilMillis() - entry.freshUntilMillis())
          .isEqualTo(region(data).staleAllowance().toMillis());
    }
  }

  @Test
  void put_livesBetween90And100Percent() {
    at.random = ALMOST_ONE;
    CacheKey<Value> key = key("1");
    assertThat(cache.put(key, new Value("v"), cache.stampsOf(key))).isTrue();
    assertThat(life(entryOf(key))).isBetween(270_000L, 270_001L);
  }

  @Test
  void absent_isBelievedForBetween90And100Percent() {
    at.random = ALMOST_ONE;
    assertThat(cache.getOrLoad(key("1"), scope -> null).lifetimeMillis())
        .isBetween(27_000L, 27_001L);
  }

  @Test
  void critical_livesAsLongAsItIsDeclared() {
    at.random = ALMOST_ONE;
    CacheKey<Value> key = key(region(DataClass.CRITICAL), "1");
    cache.getOrLoad(key, scope -> new Value("v"));
    assertThat(life(entryOf(key))).isEqualTo(TTL);
    assertThat(cache.put(key, new Value("v"), cache.stampsOf(key))).isTrue();
    assertThat(life(entryOf(key))).isEqualTo(TTL);
  }

  @Test
  void loaderSaysWhenItEnds_thatBoundsTheShortenedLifeToo() {
    at.random = 0.5;
    Instant now = at.time.instant();
    cache.getOrLoad(
        key("sooner"),
        scope -> {
          scope.freshUntil(now.plusSeconds(10));
          return new Value("v");
        });
    assertThat(entryOf(key("sooner")).freshUntilMillis())
        .isEqualTo(now.plusSeconds(10).toEpochMilli());
    cache.getOrLoad(
        key("later"),
        scope -> {
          scope.freshUntil(now.plusMillis(TTL));
          return new Value("v");
        });
    assertThat(life(entryOf(key("later")))).isEqualTo(285_000L);
  }

  @Test
  void thousandFilledTogether_doNotEndTogether() {
    Random random = new Random(7);
    for (int i = 0; i < 1_000; i++) {
      at.random = random.nextDouble();
      cache.getOrLoad(key("k" + i), scope -> new Value("v"));
    }
    // 30 s in which they end; in each half of them there must be about half of the keys.
    at.pass(Duration.ofSeconds(265));
    assertThat(hits()).isEqualTo(1_000);
    at.pass(Duration.ofSeconds(20));
    assertThat(hits()).isBetween(350L, 650L);
    at.pass(Duration.ofSeconds(16));
    assertThat(hits()).isZero();
  }

  private long hits() {
    long hits = 0;
    for (int i = 0; i < 1_000; i++) {
      if (cache.get(key("k" + i)).filter(found -> found.outcome() == Outcome.HIT).isPresent()) {
        hits++;
      }
    }
    return hits;
  }
}
