package dev.homeroom.cache.readthrough;

import static dev.homeroom.cache.readthrough.CacheFixture.key;
import static org.assertj.core.api.Assertions.assertThat;

import dev.homeroom.cache.CacheKey;
import dev.homeroom.cache.Cached;
import dev.homeroom.cache.Outcome;
import dev.homeroom.cache.Source;
import dev.homeroom.cache.readthrough.CacheFixture.Value;
import dev.homeroom.cache.spi.CacheEntry;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Redis goes and comes back: what was warm stays warm, and Redis gets what it lacks. */
class GivenBackTest {
  private static final int KEYS = 1_000;
  private static final CacheKey<Value> KEY = key("1");

  private final CacheFixture at = new CacheFixture();
  private final StandInRedis redis = new StandInRedis();
  private final TestLoader loader = new TestLoader();
  private final Deque<Runnable> queue = new ArrayDeque<>();
  private boolean queueFull;

  @AfterEach
  void close() {
    at.close();
  }

  private ReadThrough cache(boolean nearCopies, Executor background) {
    Tiers tiers = new Tiers(at.memory, redis, redis.sharing(nearCopies, background), at.recorder);
    return at.cache(CacheFixture.PATIENT, tiers);
  }

  private void queued(Runnable work) {
    if (queueFull) {
      throw new RejectedExecutionException("full");
    }
    queue.add(work);
  }

  private void runQueued() {
    while (!queue.isEmpty()) {
      queue.remove().run();
    }
  }

  private void allHit(ReadThrough cache, Source source) {
    for (int i = 0; i < KEYS; i++) {
      Cached<Value> answer = cache.getOrLoad(key("k" + i), loader);
      assertThat(answer.outcome()).isEqualTo(Outcome.HIT);
      assertThat(answer.source()).isEqualTo(source);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void thousandWarmKeys_redisDies_andComesBackEmpty_nothingIsLoaded(boolean nearCopies) {
    ReadThrough cache = cache(nearCopies, Runnable::run);
    for (int i = 0; i < KEYS; i++) {
      cache.getOrLoad(key("k" + i), loader);
    }
    redis.kill();
    int asked = redis.asked.get();
    allHit(cache, Source.MEMORY);
    assertThat(redis.asked).as("asked while it was away").hasValue(asked);
    redis.comeBackEmpty();
    allHit(cache, nearCopies ? Source.REDIS : Source.MEMORY);
    assertThat(redis.size()).isEqualTo(KEYS);
    allHit(cache, Source.REDIS);
    at.pass(Duration.ofSeconds(31));
    allHit(cache, Source.REDIS);
    assertThat(loader.count()).isEqualTo(KEYS);
  }

  @Test
  void thousandKeysOfRedisAlone_thatWereReadOnce_areWarmWhenItDies() {
    ReadThrough other = cache(true, Runnable::run);
    for (int i = 0; i < KEYS; i++) {
      other.getOrLoad(key("k" + i), loader);
      at.memory.removeAll(List.of(key("k" + i).text()));
    }
    ReadThrough cache = cache(true, Runnable::run);
    allHit(cache, Source.REDIS);
    redis.kill();
    allHit(cache, Source.MEMORY);
    assertThat(loader.count()).isEqualTo(KEYS);
  }

  @Test
  void loadedWhileRedisWasAway_isGivenBackAtItsFirstUse_withItsOwnTimes() {
    ReadThrough cache = cache(true, Runnable::run);
    redis.kill();
    cache.getOrLoad(KEY, loader);
    at.pass(Duration.ofSeconds(40));
    redis.comeBack();

    assertThat(cache.getOrLoad(KEY, loader).near()).isTrue();
    CacheEntry there = Objects.requireNonNull(redis.held(KEY));
    CacheEntry here = Objects.requireNonNull(at.memory.get(KEY));
    assertThat(there.loadedMillis()).isEqualTo(here.loadedMillis());
    assertThat(there.freshUntilMillis()).isEqualTo(here.freshUntilMillis());
    assertThat(loader.count()).isEqualTo(1);
  }

  @Test
  void queueIsFull_isGivenBackAtTheNextUse() {
    ReadThrough cache = cache(true, this::queued);
    redis.kill();
    cache.getOrLoad(KEY, loader);
    redis.comeBack();
    queueFull = true;
    assertThat(cache.getOrLoad(KEY, loader).near()).isTrue();
    queueFull = false;
    assertThat(cache.getOrLoad(KEY, loader).near()).isTrue();
    assertThat(cache.getOrLoad(KEY, loader).near()).isTrue();
    assertThat(queue).as("given once").hasSize(1);
    runQueued();
    assertThat(redis.held(KEY)).isNotNull();
  }

  @Test
  void redisFailsWhileItIsGiven_isGivenBackAtTheNextUse() {
    ReadThrough cache = cache(true, Runnable::run);
    redis.kill();
    cache.getOrLoad(KEY, loader);
    redis.inUse = true;
    assertThat(cache.getOrLoad(KEY, loader).outcome()).isEqualTo(Outcome.HIT);
    redis.comeBack();
    cache.getOrLoad(KEY, loader);
    assertThat(redis.held(KEY)).isNotNull();
    assertThat(loader.count()).isEqualTo(1);
  }

  @Test
  void redisFailsWhileALoadIsStored_entryIsGivenToItAtTheNextUse() {
    ReadThrough cache = cache(true, Runnable::run);
    redis.beforeItAnswers = () -> redis.failing = true;
    cache.getOrLoad(KEY, loader);
    assertThat(redis.held(KEY)).isNull();
    redis.beforeItAnswers = () -> {};
    redis.comeBack();
    assertThat(cache.getOrLoad(KEY, loader).near()).isTrue();
    assertThat(redis.held(KEY)).isNotNull();
    assertThat(loader.count()).isEqualTo(1);
  }

  @Test
  void redisIsLeftBeforeItIsGiven_isGivenBackAfterwards_andNotLoaded() {
    ReadThrough cache = cache(true, this::queued);
    redis.kill();
    cache.getOrLoad(KEY, loader);
    redis.comeBack();
    cache.getOrLoad(KEY, loader);
    redis.kill();
    runQueued();
    redis.comeBack();
    cache.getOrLoad(KEY, loader);
    runQueued();
    assertThat(redis.held(KEY)).isNotNull();
    at.pass(Duration.ofSeconds(31));
    assertThat(cache.getOrLoad(KEY, loader).outcome()).isEqualTo(Outcome.HIT);
    assertThat(loader.count()).isEqualTo(1);
  }

  @Test
  void invalidatedBeforeItIsGiven_doesNotReplaceWhatWasLoadedSince() {
    ReadThrough cache = cache(true, this::queued);
    redis.kill();
    cache.getOrLoad(KEY, loader);
    redis.comeBack();
    cache.getOrLoad(KEY, loader);
    cache.invalidate(KEY.tags());
    cache.getOrLoad(KEY, loader);
    queue.removeLast().run();
    CacheEntry newer = Objects.requireNonNull(redis.held(KEY));
    runQueued();
    assertThat(Objects.requireNonNull(redis.held(KEY)).stamps().asMap())
        .isEqualTo(newer.stamps().asMap());
    assertThat(loader.count()).isEqualTo(2);
  }

  @Test
  void invalidatedBeforeItIsGiven_isNotGiven() {
    ReadThrough cache = cache(true, this::queued);
    redis.kill();
    cache.getOrLoad(KEY, loader);
    redis.comeBack();
    cache.getOrLoad(KEY, loader);
    cache.invalidate(KEY.tags());
    runQueued();
    assertThat(redis.held(KEY)).isNull();
  }

  @Test
  void nearCopiesOff_eachReadAsksRedis_andMemoryIsWarmWhenItDies() {
    ReadThrough cache = cache(false, Runnable::run);
    cache.getOrLoad(KEY, loader);
    int before = redis.asked.get();
    for (int i = 0; i < 3; i++) {
      Cached<Value> answer = cache.getOrLoad(KEY, loader);
      assertThat(answer.source()).isEqualTo(Source.REDIS);
      assertThat(answer.near()).isFalse();
    }
    assertThat(redis.asked.get() - before).isEqualTo(3);
    redis.kill();
    assertThat(cache.getOrLoad(KEY, loader).source()).isEqualTo(Source.MEMORY);
    assertThat(loader.count()).isEqualTo(1);
  }

  @Test
  void nearCopiesOff_whatRedisAnswered_isNotKept() {
    cache(false, Runnable::run).getOrLoad(KEY, loader);
    at.memory.removeAll(List.of(KEY.text()));
    ReadThrough cache = cache(false, Runnable::run);
    assertThat(cache.getOrLoad(KEY, loader).source()).isEqualTo(Source.REDIS);
    assertThat(at.memory.get(KEY)).isNull();
  }
}
