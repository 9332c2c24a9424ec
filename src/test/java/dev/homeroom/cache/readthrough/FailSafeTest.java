package dev.homeroom.cache.readthrough;

import static dev.homeroom.cache.readthrough.CacheFixture.key;
import static dev.homeroom.cache.readthrough.CacheFixture.region;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.homeroom.cache.CacheKey;
import dev.homeroom.cache.Cached;
import dev.homeroom.cache.DataClass;
import dev.homeroom.cache.Outcome;
import dev.homeroom.cache.Source;
import dev.homeroom.cache.readthrough.CacheFixture.Value;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A loader fails: what is answered instead, in each data class, and when it is tried again. */
class FailSafeTest {
  private static final Duration PAST_THE_TTL = Duration.ofSeconds(301);

  private final CacheFixture at = new CacheFixture();
  private final StandInRedis redis = new StandInRedis();
  private final ReadThrough cache =
      at.cache(CacheFixture.PATIENT, new Tiers(at.memory, redis, redis.sharing(), at.recorder));
  private final TestLoader loader = new TestLoader();

  @AfterEach
  void close() {
    at.close();
  }

  private Cached<Value> ask(CacheKey<Value> key) {
    return cache.getOrLoad(key, loader);
  }

  private void isStale(Cached<Value> answer, String text, Source source) {
    assertThat(answer.outcome()).isEqualTo(Outcome.STALE);
    assertThat(answer.stale()).isTrue();
    assertThat(answer.value().text()).isEqualTo(text);
    assertThat(answer.source()).isEqualTo(source);
    assertThat(answer.near()).isFalse();
  }

  @ParameterizedTest
  @EnumSource(names = {"SHARED", "COMPUTED"})
  void expired_loaderFails_isStale_andTriedAgainAfter15s(DataClass data) {
    CacheKey<Value> key = key(region(data), "1");
    ask(key);
    at.pass(PAST_THE_TTL);
    loader.fail();

    Cached<Value> first = ask(key);
    isStale(first, "load 1", Source.MEMORY);
    assertThat(first.ageMillis()).isGreaterThanOrEqualTo(PAST_THE_TTL.toMillis());
    assertThat(at.recorder.of("STALE")).isEqualTo(1);
    assertThat(loader.count()).isEqualTo(2);
    at.pass(Duration.ofSeconds(10));
    isStale(ask(key), "load 1", Source.MEMORY);
    assertThat(loader.count()).as("spared").isEqualTo(2);
    at.pass(Duration.ofSeconds(5));
    isStale(ask(key), "load 1", Source.MEMORY);
    assertThat(loader.count()).isEqualTo(3);
    loader.recover();
    at.pass(Duration.ofSeconds(15));
    assertThat(ask(key).outcome()).isEqualTo(Outcome.MISS);
    assertThat(ask(key).value().text()).isEqualTo("load 4");
  }

  @ParameterizedTest
  @EnumSource(names = {"SHARED", "COMPUTED"})
  void expired_pastTheAllowance_nothingStaleIsAnswered(DataClass data) {
    CacheKey<Value> key = key(region(data), "1");
    ask(key);
    at.pass(Duration.ofMinutes(15).minusSeconds(10));
    RuntimeException thrown = loader.fail();
    isStale(ask(key), "load 1", Source.MEMORY);

    at.pass(Duration.ofSeconds(10));
    assertThatThrownBy(() -> ask(key)).isSameAs(thrown);
  }

  @Test
  void expired_theAllowanceEndsWhileItsLoadIsUnderWay_isNotStale() {
    CacheKey<Value> key = key(region(DataClass.SHARED), "1");
    ask(key);
    at.pass(Duration.ofMinutes(15).minusSeconds(10));
    IllegalStateException thrown = new IllegalStateException("planted");
    assertThatThrownBy(
            () ->
                cache.getOrLoad(
                    key,
                    scope -> {
                      at.pass(Duration.ofSeconds(10));
                      throw thrown;
                    }))
        .isSameAs(thrown);
  }

  @Test
  void expired_aRegionOfAnotherAllowance_isStaleForAsLong() {
    CacheKey<Value> key = key(region(DataClass.SHARED).staleFor(Duration.ofHours(24)), "1");
    ask(key);
    at.pass(Duration.ofHours(24));
    loader.fail();
    isStale(ask(key), "load 1", Source.MEMORY);
  }

  @Test
  void expired_onlyRedisHasIt_isStaleFromThere() {
    CacheKey<Value> key = key(region(DataClass.SHARED), "1");
    ask(key);
    at.memory.removeAll(List.of(key.text()));
    at.pass(PAST_THE_TTL);
    loader.fail();
    isStale(ask(key), "load 1", Source.REDIS);
  }

  @ParameterizedTest
  @EnumSource(DataClass.class)
  void nothingToServe_theSameExceptionFor1s_thenItIsTriedAgain(DataClass data) {
    CacheKey<Value> key = key(region(data), "1");
    RuntimeException thrown = loader.fail();

    assertThatThrownBy(() -> ask(key)).isSameAs(thrown);
    loader.recover();
    assertThatThrownBy(() -> ask(key)).isSameAs(thrown);
    assertThat(loader.count()).isEqualTo(1);
    at.pass(Duration.ofSeconds(1));
    assertThat(ask(key).value().text()).isEqualTo("load 2");
    at.pass(PAST_THE_TTL);
    assertThat(ask(key).value().text()).as("forgotten by the success").isEqualTo("load 3");
  }

  @Test
  void succeedsAfterAFailure_theNextLoadIsNotSpared() {
    CacheKey<Value> key = key(region(DataClass.SHARED), "1");
    loader.fail();
    assertThatThrownBy(() -> ask(key)).isInstanceOf(IllegalStateException.class);
    loader.recover();
    at.pass(Duration.ofSeconds(1));
    Instant soon = at.time.instant().plusSeconds(3);
    cache.getOrLoad(
        key,
        scope -> {
          scope.freshUntil(soon);
          return loader.load(scope);
        });
    at.pass(Duration.ofSeconds(4));
    assertThat(ask(key).value().text()).isEqualTo("load 3");
  }

  @ParameterizedTest
  @EnumSource(DataClass.class)
  void knownToBeInvalidated_isNeverStale(DataClass data) {
    CacheKey<Value> key = key(region(data).staleFor(Duration.ofMinutes(10)), "1");
    ask(key);
    cache.invalidate(key.tags());
    RuntimeException thrown = loader.fail();

    assertThatThrownBy(() -> ask(key)).isSameAs(thrown);
    at.pass(PAST_THE_TTL);
    assertThatThrownBy(() -> ask(key)).isSameAs(thrown);
    at.loseDatabase();
    at.pass(Duration.ofSeconds(15));
    assertThatThrownBy(() -> ask(key)).isSameAs(thrown);
  }

  @ParameterizedTest
  @EnumSource(DataClass.class)
  void inDoubt_databaseAway_isNeverStale(DataClass data) {
    CacheKey<Value> key = key(region(data).staleFor(Duration.ofMinutes(10)), "1");
    ask(key);
    at.loseDatabase();
    cache.invalidate(key.tags());
    RuntimeException thrown = loader.fail();
    assertThatThrownBy(() -> ask(key)).isSameAs(thrown);
  }

  @Test
  void inDoubt_expired_isNotStale() {
    CacheKey<Value> key = key(region(DataClass.SHARED), "1");
    ask(key);
    at.pass(PAST_THE_TTL);
    loader.fail();
    isStale(ask(key), "load 1", Source.MEMORY);
    at.holdPolls();
    cache.invalidate(key.tags());
    at.pass(Duration.ofSeconds(15));
    assertThatThrownBy(() -> ask(key)).isInstanceOf(IllegalStateException.class);
  }

  @ParameterizedTest
  @EnumSource(names = {"SHARED", "COMPUTED", "LOCAL"})
  void databaseAway_expired_isStaleAtOnce_withoutALoad(DataClass data) {
    CacheKey<Value> key = key(region(data), "1");
    ask(key);
    at.pass(PAST_THE_TTL);
    at.loseDatabase();
    isStale(ask(key), "load 1", Source.MEMORY);
    at.pass(Duration.ofSeconds(30));
    isStale(ask(key), "load 1", Source.MEMORY);
    assertThat(loader.count()).isEqualTo(1);
    at.findDatabase();
    assertThat(ask(key).value().text()).isEqualTo("load 2");
  }

  @Test
  void authz_databaseThere_isNeverStale() {
    CacheKey<Value> key = key(region(DataClass.AUTHZ), "1");
    ask(key);
    at.pass(PAST_THE_TTL);
    RuntimeException thrown = loader.fail();
    assertThatThrownBy(() -> ask(key)).isSameAs(thrown);
  }

  @Test
  void authz_databaseAway_isStaleFor30sFromTheLastGoodReading() {
    CacheKey<Value> fresh = key(region(DataClass.AUTHZ), "1");
    ask(fresh);
    at.loseDatabase();
    RuntimeException thrown = loader.fail();
    at.pass(Duration.ofSeconds(20));
    isStale(ask(fresh), "load 1", Source.MEMORY);
    assertThat(loader.count()).isEqualTo(1);

    at.pass(Duration.ofSeconds(11));
    assertThatThrownBy(() -> ask(fresh)).as("fresh, but nobody vouches for it").isSameAs(thrown);
  }

  @Test
  void authz_databaseAway_isStaleFor30sAfterItsEnd() {
    CacheKey<Value> key = key(region(DataClass.AUTHZ), "1");
    ask(key);
    RuntimeException thrown = loader.fail();
    at.pass(Duration.ofSeconds(320));
    at.loseDatabase();
    isStale(ask(key), "load 1", Source.MEMORY);
    at.pass(Duration.ofSeconds(10));
    assertThatThrownBy(() -> ask(key)).isSameAs(thrown);
  }

  @Test
  void local_databaseThere_isNeverStale() {
    CacheKey<Value> key = key(region(DataClass.LOCAL), "1");
    ask(key);
    at.pass(PAST_THE_TTL);
    RuntimeException thrown = loader.fail();
    assertThatThrownBy(() -> ask(key)).isSameAs(thrown);
  }

  @Test
  void critical_isNeverStale_alsoWhileTheDatabaseIsAway() {
    CacheKey<Value> key = key(region(DataClass.CRITICAL).staleFor(Duration.ofMinutes(10)), "1");
    ask(key);
    RuntimeException thrown = loader.fail();
    at.loseDatabase();
    at.pass(Duration.ofSeconds(3));
    assertThatThrownBy(() -> ask(key)).as("fresh, read long ago").isSameAs(thrown);
    at.findDatabase();
    at.pass(PAST_THE_TTL);
    assertThatThrownBy(() -> ask(key)).isSameAs(thrown);
    at.loseDatabase();
    at.pass(Duration.ofSeconds(15));
    assertThatThrownBy(() -> ask(key)).isSameAs(thrown);
  }

  @Test
  void critical_deletedInRedisByAnother_isNotStaleEither() {
    CacheKey<Value> key = key(region(DataClass.CRITICAL).staleFor(Duration.ofMinutes(10)), "1");
    ask(key);
    redis.lose(key);
    RuntimeException thrown = loader.fail();
    at.pass(Duration.ofSeconds(31));
    assertThat(ask(key).outcome()).as("has it compared").isEqualTo(Outcome.HIT);
    assertThatThrownBy(() -> ask(key)).isSameAs(thrown);
  }
}
