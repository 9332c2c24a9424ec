package dev.homeroom.cache.readthrough;

import static dev.homeroom.cache.readthrough.CacheFixture.key;
import static org.assertj.core.api.Assertions.assertThat;

import dev.homeroom.cache.CacheKey;
import dev.homeroom.cache.Cached;
import dev.homeroom.cache.Outcome;
import dev.homeroom.cache.readthrough.CacheFixture.Value;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The wall clock is set back: nothing lives longer for it than the skew that is allowed. */
class ClockSetBackTest {
  private static final CacheKey<Value> KEY = key("1");
  private static final Duration TWO_HOURS = Duration.ofHours(2);

  private final CacheFixture at = new CacheFixture();
  private final StandInRedis redis = new StandInRedis();
  private final TestLoader loader = new TestLoader();
  private final ReadThrough alone = at.cache();
  private final ReadThrough sharing =
      at.cache(CacheFixture.PATIENT, new Tiers(at.memory, redis, redis.sharing(), at.recorder));

  @AfterEach
  void close() {
    at.close();
  }

  private void isHit(String text) {
    Cached<Value> answer = alone.getOrLoad(KEY, loader);
    assertThat(answer.outcome()).isEqualTo(Outcome.HIT);
    assertThat(answer.value().text()).isEqualTo(text);
    assertThat(answer.ageMillis()).isNotNegative();
  }

  private void isLoaded(String text) {
    Cached<Value> answer = alone.getOrLoad(KEY, loader);
    assertThat(answer.outcome()).isEqualTo(Outcome.MISS);
    assertThat(answer.value().text()).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 90, 119, 121, 125})
  void setBackTwoHours_isNoHitHoweverLateItIsAskedFor(int minutesLater) {
    isLoaded("load 1");
    at.time.passOnTheWall(TWO_HOURS.negated());
    at.pass(Duration.ofMinutes(minutesLater));
    isLoaded("load 2");
    isHit("load 2");
    at.pass(Duration.ofMinutes(3));
    isHit("load 2");
    at.pass(Duration.ofMinutes(3));
    isLoaded("load 3");
  }

  @Test
  void setBackToWhenItWasLoaded_whatHasExpiredDoesNotComeBack() {
    isLoaded("load 1");
    at.pass(TWO_HOURS);
    at.time.passOnTheWall(TWO_HOURS.negated().plusSeconds(5));
    isLoaded("load 2");
    isHit("load 2");
  }

  @Test
  void setBackToWhenItWasLoaded_whatWasAbsentIsLookedForAnew() {
    loader.absent = true;
    assertThat(alone.getOrLoad(KEY, loader).isAbsent()).isTrue();
    at.pass(TWO_HOURS);
    at.time.passOnTheWall(TWO_HOURS.negated().plusSeconds(5));
    loader.absent = false;
    isLoaded("load 2");
  }

  @Test
  void setBackTwice_eachTimeItIsLoadedOnce() {
    isLoaded("load 1");
    for (int i = 2; i < 5; i++) {
      at.time.passOnTheWall(Duration.ofMinutes(-3));
      isLoaded("load " + i);
      isHit("load " + i);
    }
  }

  @Test
  void setBackWithinTheSkew_staysAHit() {
    isLoaded("load 1");
    at.time.passOnTheWall(Duration.ofSeconds(-29));
    isHit("load 1");
    at.pass(Duration.ofMinutes(4));
    isHit("load 1");
  }

  @Test
  void setForward_andBackAgain_whatWasLoadedMeanwhileIsLoadedAnew() {
    at.time.passOnTheWall(TWO_HOURS);
    isLoaded("load 1");
    at.time.passOnTheWall(TWO_HOURS.negated());
    isLoaded("load 2");
    isHit("load 2");
  }

  @Test
  void setBack_loaderFails_whatIsThereIsStale() {
    isLoaded("load 1");
    at.time.passOnTheWall(TWO_HOURS.negated());
    loader.fail();
    assertThat(alone.getOrLoad(KEY, loader).outcome()).isEqualTo(Outcome.STALE);
  }

  @ParameterizedTest
  @ValueSource(ints = {29, 31})
  void inRedis_anotherInstancesClockGoesBefore_isAHitWithinTheSkew(int seconds) {
    sharing.getOrLoad(KEY, loader);
    at.memory.removeAll(List.of(KEY.text()));
    redis.shift(KEY, Duration.ofSeconds(seconds).toMillis());
    Cached<Value> answer = sharing.getOrLoad(KEY, loader);
    boolean within = seconds < 30;
    assertThat(answer.outcome()).isEqualTo(within ? Outcome.HIT : Outcome.MISS);
    assertThat(answer.value().text()).isEqualTo(within ? "load 1" : "load 2");
    assertThat(sharing.getOrLoad(KEY, loader).outcome()).isEqualTo(Outcome.HIT);
  }

  @Test
  void inRedis_foundAbsent_whatIsOfTheFutureGoes() {
    sharing.getOrLoad(KEY, loader);
    at.memory.removeAll(List.of(KEY.text()));
    redis.shift(KEY, TWO_HOURS.toMillis());
    loader.absent = true;
    assertThat(sharing.getOrLoad(KEY, loader).isAbsent()).isTrue();
    assertThat(redis.held(KEY)).isNull();
  }
}
