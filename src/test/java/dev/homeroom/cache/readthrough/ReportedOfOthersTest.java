package dev.homeroom.cache.readthrough;

import static dev.homeroom.cache.readthrough.CacheFixture.key;
import static org.assertj.core.api.Assertions.assertThat;

import dev.homeroom.cache.CacheKey;
import dev.homeroom.cache.Cached;
import dev.homeroom.cache.Source;
import dev.homeroom.cache.readthrough.CacheFixture.Value;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What was reported of other caches, tried here. */
class ReportedOfOthersTest {
  private static final CacheKey<Value> KEY = key("1");
  private static final Duration DUE = Duration.ofSeconds(31);

  private final CacheFixture at = new CacheFixture();
  private final StandInRedis redis = new StandInRedis();
  private final TestLoader loader = new TestLoader();

  @AfterEach
  void close() {
    at.close();
  }

  private ReadThrough cache(boolean near) {
    return at.cache(
        CacheFixture.PATIENT,
        new Tiers(at.memory, redis, redis.sharing(near, Runnable::run), at.recorder));
  }

  /** Caffeine 865: an executor that drops work without a word ended all refreshing. */
  @Test
  void comparisonThatIsDroppedSilently_isMadeAfter30s() {
    ReadThrough cache = cache(true);
    cache.getOrLoad(KEY, loader);
    redis.lose(KEY);
    redis.compares = work -> {};
    at.pass(DUE);
    cache.getOrLoad(KEY, loader);
    redis.compares = Runnable::run;
    at.pass(DUE);
    cache.getOrLoad(KEY, loader);
    assertThat(cache.getOrLoad(KEY, loader).value()).isEqualTo(new Value("load 2"));
  }

  /** Caffeine 1692 and 1807: an exception in a refresh ended later ones. */
  @Test
  void comparisonThatThrows_isMadeAgain_andTheCallerSeesNothing() {
    ReadThrough cache = cache(true);
    cache.getOrLoad(KEY, loader);
    redis.lose(KEY);
    for (Throwable thrown :
        List.of(new IllegalStateException("x"), new StackOverflowError("x"), new LinkageError())) {
      redis.beforeItAnswers =
          () -> {
            throw Rethrow.thrown(thrown);
          };
      at.pass(DUE);
      assertThat(cache.getOrLoad(KEY, loader).value()).isEqualTo(new Value("load 1"));
    }
    redis.beforeItAnswers = () -> {};
    cache.getOrLoad(KEY, loader);
    assertThat(cache.getOrLoad(KEY, loader).value()).isEqualTo(new Value("load 2"));
  }

  /** JetCache 27: the refresh changed the remote cache, and not the local one. */
  @Test
  void earlyRefresh_changesBothTiers() {
    for (boolean near : new boolean[] {true, false}) {
      CacheKey<Value> key = key("refreshed" + near);
      TestLoader own = new TestLoader();
      ReadThrough cache = cache(near);
      cache.getOrLoad(key, own).value();
      at.pass(Duration.ofSeconds(250));
      cache.getOrLoad(key, own);
      CacheFixture.until(() -> own.count() == 2);
      CacheFixture.until(() -> cache.getOrLoad(key, own).value().equals(new Value("load 2")));
      // The refresh answers from one tier while it still writes to the other.
      CacheFixture.until(() -> text(redis.held(key).payload()).contains("load 2"));
      CacheFixture.until(() -> text(at.memory.get(key).payload()).contains("load 2"));
    }
  }

  private static String text(byte[] payload) {
    return new String(payload, StandardCharsets.UTF_8);
  }

  /** FusionCache 651: an eager refresh called the factory though the second level was newer. */
  @Test
  void earlyRefresh_takesWhatAnotherInstanceHasLoaded() {
    ReadThrough here = cache(true);
    here.getOrLoad(KEY, loader);
    redis.shift(KEY, 240_000);
    at.pass(Duration.ofSeconds(250));
    redis.compares = work -> {};
    here.getOrLoad(KEY, loader);
    CacheFixture.until(() -> at.memory.get(KEY).loadedMillis() == redis.held(KEY).loadedMillis());
    assertThat(loader.count()).isEqualTo(1);
  }

  /** Redisson 5208, 4653: after a reconnection the local cache stayed as it was. */
  @Test
  void changedElsewhereWhileRedisWasAway_isNotAnsweredAfterwards() {
    ReadThrough cache = cache(true);
    cache.getOrLoad(KEY, loader).value();
    redis.kill();
    assertThat(cache.getOrLoad(KEY, loader).source()).isEqualTo(Source.MEMORY);
    cache.invalidate(KEY.tags());
    redis.comeBack();
    Cached<Value> answer = cache.getOrLoad(KEY, loader);
    assertThat(answer.value()).isEqualTo(new Value("load 2"));
    assertThat(text(redis.held(KEY).payload())).contains("load 2");
  }
}
