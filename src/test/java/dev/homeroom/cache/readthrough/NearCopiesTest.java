package dev.homeroom.cache.readthrough;

import static dev.homeroom.cache.readthrough.CacheFixture.key;
import static org.assertj.core.api.Assertions.assertThat;

import dev.homeroom.cache.CacheKey;
import dev.homeroom.cache.Cached;
import dev.homeroom.cache.Outcome;
import dev.homeroom.cache.ReadRequest;
import dev.homeroom.cache.Source;
import dev.homeroom.cache.Stamps;
import dev.homeroom.cache.Tag;
import dev.homeroom.cache.readthrough.CacheFixture.Value;
import dev.homeroom.cache.spi.CacheEntry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Memory answers in Redis' place, and is compared with it in the background after 30 s. */
class NearCopiesTest {
  private static final CacheKey<Value> KEY = key("1");
  private static final Duration DUE = Duration.ofSeconds(31);

  private final CacheFixture at = new CacheFixture();
  private final StandInRedis redis = new StandInRedis();
  private final TestLoader loader = new TestLoader();
  private final ReadThrough cache =
      at.cache(CacheFixture.PATIENT, new Tiers(at.memory, redis, redis.sharing(), at.recorder));

  @AfterEach
  void close() {
    at.close();
  }

  private Cached<Value> ask() {
    return cache.getOrLoad(KEY, loader);
  }

  /** Asks; Redis is asked as often as said meanwhile. */
  private Cached<Value> ask(int times) {
    int before = redis.asked.get();
    Cached<Value> answer = ask();
    assertThat(redis.asked.get() - before).as("asked Redis").isEqualTo(times);
    return answer;
  }

  private static void isNear(Cached<Value> answer, String text) {
    assertThat(answer.value().text()).isEqualTo(text);
    assertThat(answer.outcome()).isEqualTo(Outcome.HIT);
    assertThat(answer.source()).isEqualTo(Source.REDIS);
    assertThat(answer.near()).isTrue();
  }

  private static void isFrom(Source source, Cached<Value> answer, String text) {
    assertThat(answer.value().text()).isEqualTo(text);
    assertThat(answer.outcome()).isEqualTo(Outcome.HIT);
    assertThat(answer.source()).isEqualTo(source);
    assertThat(answer.near()).isFalse();
  }

  /** Has another instance, with a memory of its own, load the key and keep it in Redis. */
  private void anotherInstanceLoads() {
    try (CacheFixture other = new CacheFixture()) {
      Tiers tiers = new Tiers(other.memory, redis, redis.sharing(), at.recorder);
      at.cache(CacheFixture.PATIENT, tiers).getOrLoad(KEY, loader);
    }
  }

  @Test
  void redisFails_theRestOfTheRequestLeavesItAlone() {
    redis.failing = true;
    assertThat(ask(1).outcome()).isEqualTo(Outcome.MISS);
    assertThat(redis.given).as("given what was loaded").hasValue(0);
    redis.failing = false;
    isNear(ask(0), "load 1");
    assertThat(redis.given).as("given it at its next use").hasValue(1);
  }

  @Test
  void hit_inWhatWasLoaded_isNear_andAsksRedisNothing() {
    assertThat(ask().source()).isEqualTo(Source.DB);
    isNear(ask(0), "load 1");
    at.pass(Duration.ofSeconds(25));
    isNear(ask(0), "load 1");
    assertThat(redis.held(KEY)).as("written through").isNotNull();
  }

  @Test
  void hit_inWhatRedisAnswered_isKept_andNearAfterwards() {
    anotherInstanceLoads();
    isFrom(Source.REDIS, ask(1), "load 1");
    assertThat(at.memory.get(KEY)).isNotNull();
    isNear(ask(0), "load 1");
    assertThat(loader.count()).isEqualTo(1);
  }

  @Test
  void hits_ofMany_areNear_andAskRedisForTheOthersOnly() {
    ask();
    int before = redis.asked.get();
    List<Cached<?>> answers =
        cache.getOrLoadAll(
            List.of(new ReadRequest<>(KEY, loader), new ReadRequest<>(key("2"), loader)));
    assertThat(answers).extracting(Cached::near).containsExactly(true, false);
    assertThat(redis.asked.get() - before).isEqualTo(1);
  }

  @Test
  void due_theSameLoadIsThere_isCompared_andNearForAnother30s() {
    ask();
    CacheEntry kept = at.memory.get(KEY);
    at.pass(DUE);
    isNear(ask(1), "load 1");
    at.pass(Duration.ofSeconds(25));
    isNear(ask(0), "load 1");
    at.pass(Duration.ofSeconds(6));
    isNear(ask(1), "load 1");
    assertThat(at.memory.get(KEY)).as("what is the same is not replaced").isSameAs(kept);
    assertThat(loader.count()).isEqualTo(1);
  }

  @Test
  void due_redisIsFrozen_manyAsk_nobodyWaits_andItIsAskedOnce() {
    ask();
    at.pass(DUE);
    List<Runnable> comparisons = new ArrayList<>();
    redis.compares = comparisons::add;
    for (int i = 0; i < 100; i++) {
      isNear(ask(0), "load 1");
    }
    assertThat(comparisons).as("one for a key").hasSize(1);
    int before = redis.asked.get();
    comparisons.get(0).run();
    assertThat(redis.asked.get() - before).isEqualTo(1);
    isNear(ask(0), "load 1");
    assertThat(comparisons).hasSize(1);
  }

  @Test
  void due_atOnceByManyThreads_isComparedOnce() throws Exception {
    ask();
    at.pass(DUE);
    AtomicInteger comparisons = new AtomicInteger();
    redis.compares = work -> comparisons.incrementAndGet();
    CyclicBarrier together = new CyclicBarrier(8);
    ExecutorService callers = Executors.newFixedThreadPool(8);
    try {
      List<Future<Cached<Value>>> answers = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        answers.add(
            callers.submit(
                () -> {
                  together.await();
                  return ask();
                }));
      }
      for (Future<Cached<Value>> answer : answers) {
        isNear(answer.get(60, TimeUnit.SECONDS), "load 1");
      }
    } finally {
      callers.shutdownNow();
    }
    assertThat(comparisons).hasValue(1);
  }

  @Test
  void due_theQueueIsFull_isComparedByTheNextUse() {
    ask();
    at.pass(DUE);
    redis.compares =
        work -> {
          throw new RejectedExecutionException("full");
        };
    isNear(ask(0), "load 1");
    redis.compares = Runnable::run;
    isNear(ask(1), "load 1");
    isNear(ask(0), "load 1");
  }

  @Test
  void due_aNewerLoadIsThere_isAdopted() {
    ask();
    at.pass(DUE);
    redis.lose(KEY);
    anotherInstanceLoads();
    isNear(ask(1), "load 1");
    isNear(ask(0), "load 2");
  }

  @Test
  void due_anOlderLoadIsThere_oursIsAnswered_andGivenBack() {
    ask();
    redis.shift(KEY, -1_000);
    at.pass(DUE);
    isNear(ask(1), "load 1");
    assertThat(redis.held(KEY).loadedMillis()).isEqualTo(at.memory.get(KEY).loadedMillis());
    isNear(ask(0), "load 1");
    assertThat(loader.count()).isEqualTo(1);
  }

  @Test
  void due_anInvalidOneIsThere_oursIsAnswered_andGivenBack() {
    ask();
    // What an instance left there that was cut off: older, and with a generation that has passed.
    CacheEntry invalid = redis.held(KEY);
    cache.invalidate(KEY.tags());
    ask();
    redis.put(invalid);
    at.pass(DUE);
    isNear(ask(1), "load 2");
    assertThat(redis.held(KEY).loadedMillis()).isEqualTo(at.memory.get(KEY).loadedMillis());
    assertThat(at.recorder.of("STAMP")).isPositive();
    assertThat(loader.count()).isEqualTo(2);
  }

  @Test
  void due_redisKnowsOfAChangeThatWeHaveNotRead_oursIsNotAnsweredAgain() {
    ask();
    CacheEntry ours = redis.held(KEY);
    // Another instance changed and loaded it; its clock goes after ours.
    Map<String, Long> raised = new HashMap<>(ours.stamps().asMap());
    raised.replaceAll((tag, generation) -> generation + 1_000_000_000_000L);
    Stamps ahead = at.generations.bound(raised);
    redis.put(
        new CacheEntry(
            KEY.text(),
            1,
            ahead,
            ours.loadedMillis() - 1_000,
            ours.freshUntilMillis(),
            ours.staleUntilMillis(),
            "{\"text\":\"theirs\"}".getBytes(StandardCharsets.UTF_8),
            null));
    at.pass(DUE);

    isNear(ask(1), "load 1");
    assertThat(ask().value().text()).isNotEqualTo("load 1");
    assertThat(redis.held(KEY).stamps().asMap()).isNotEqualTo(ours.stamps().asMap());
  }

  @Test
  void due_aYoungerOneIsThere_butTheDatabaseIsAway_isNotOverwritten() {
    ask();
    redis.shift(KEY, 1_000);
    at.pass(DUE);
    List<Runnable> comparisons = new ArrayList<>();
    redis.compares = comparisons::add;
    ask();
    at.loseDatabase();
    at.time.pass(Duration.ofSeconds(3));
    long there = redis.held(KEY).loadedMillis();
    comparisons.get(0).run();
    assertThat(redis.held(KEY).loadedMillis()).isEqualTo(there);
    assertThat(there).isGreaterThan(at.memory.get(KEY).loadedMillis());
  }

  @Test
  void due_nothingIsThereInTheSameRun_isAMissOneReadLater() {
    ask();
    redis.lose(KEY);
    at.pass(DUE);
    isNear(ask(1), "load 1");
    assertThat(ask().outcome()).isEqualTo(Outcome.MISS);
    isNear(ask(0), "load 2");
    assertThat(redis.held(KEY)).isNotNull();
  }

  @Test
  void due_nothingIsThereInAnotherRun_isGivenBack_andNotLoaded() {
    ask();
    at.pass(DUE);
    redis.comeBackEmpty();
    isNear(ask(0), "load 1");
    assertThat(redis.held(KEY)).isNotNull();
    isNear(ask(0), "load 1");
    assertThat(loader.count()).isEqualTo(1);
  }

  @Test
  void due_redisRestartsWhileItIsAsked_isGivenBack_andNotLoaded() {
    ask();
    at.pass(DUE);
    redis.lose(KEY);
    redis.beforeItAnswers = () -> redis.run.set(2);
    isNear(ask(1), "load 1");
    redis.beforeItAnswers = () -> {};
    assertThat(redis.held(KEY)).isNotNull();
    isNear(ask(0), "load 1");
    assertThat(loader.count()).isEqualTo(1);
  }

  @Test
  void due_redisFails_theCopyGoesOnAnswering() {
    ask();
    at.pass(DUE);
    redis.failing = true;
    isNear(ask(1), "load 1");
    isNear(ask(0), "load 1");
    assertThat(loader.count()).isEqualTo(1);
    assertThat(at.recorder.of("ERROR")).isEqualTo(1);
  }

  @Test
  void due_invalidatedWhileRedisIsAsked_isNotAnsweredAgain() {
    ask();
    at.pass(DUE);
    redis.beforeItAnswers = () -> cache.invalidate(List.of(Tag.of("value", "1")));
    isNear(ask(1), "load 1");
    redis.beforeItAnswers = () -> {};
    assertThat(ask().value().text()).isEqualTo("load 2");
    isNear(ask(0), "load 2");
  }

  @Test
  void invalidated_isNotNear_andWhatRedisHasIsRefused() {
    ask();
    cache.invalidate(List.of(Tag.of("value", "1")));
    assertThat(ask(1).value().text()).isEqualTo("load 2");
    isNear(ask(0), "load 2");
  }
}
