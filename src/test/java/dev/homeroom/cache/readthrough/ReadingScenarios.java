package dev.homeroom.cache.readthrough;

import static dev.homeroom.cache.readthrough.CacheFixture.key;
import static dev.homeroom.cache.readthrough.CacheFixture.until;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.homeroom.cache.CacheKey;
import dev.homeroom.cache.Cached;
import dev.homeroom.cache.Tag;
import dev.homeroom.cache.readthrough.CacheFixture.Maker;
import dev.homeroom.cache.readthrough.CacheFixture.Value;
import dev.homeroom.cache.redis.TestRedis;
import dev.homeroom.cache.spi.Tier;
import dev.homeroom.testkit.RedisServer;
import dev.homeroom.testkit.TcpProxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.function.BooleanSupplier;

/**
 * Promises of reading, each as a method that fails when it is broken: run on what ships, and on
 * planted mistakes to see that it does fail.
 */
final class ReadingScenarios {
  private static final CacheKey<Value> KEY = key("1");
  private static final long TTL = KEY.region().ttl().toMillis();

  private ReadingScenarios() {}

  private static ReadThrough cache(
      CacheFixture at, CacheFixture memoryOf, StandInRedis redis, Maker maker) {
    Tiers tiers = new Tiers(memoryOf.memory, redis, redis.sharing(), at.recorder);
    return at.cache(CacheFixture.PATIENT, tiers, maker);
  }

  private static ReadThrough cache(CacheFixture at, Maker maker) {
    return at.cache(CacheFixture.PATIENT, TestCache.tiers(at.memory, at.recorder), maker);
  }

  /**
   * The listener is lost, Redis being otherwise well: near copies answer, Redis is asked nothing.
   *
   * @param memory made of the memory that ships and of whether the listener listens
   */
  static void nearCopiesOutliveTheListener(BiFunction<Tier, BooleanSupplier, Tier> memory) {
    try (CacheFixture at = new CacheFixture();
        RedisServer server = RedisServer.started();
        TcpProxy proxy = TcpProxy.forRedis(server.port());
        TestRedis redis =
            new TestRedis.Plan("redis://127.0.0.1:" + proxy.port())
                .known(at.generations)
                .build()
                .connected()) {
      Sharing sharing = new Sharing(() -> true, () -> 1, true, Runnable::run, Runnable::run);
      ReadThrough cache =
          at.cache(
              CacheFixture.PATIENT,
              new Tiers(
                  memory.apply(at.memory, redis::isListening), redis.tier(), sharing, at.recorder));
      TestLoader loader = new TestLoader();
      until(redis::isListening);
      for (int i = 0; i < 20; i++) {
        cache.getOrLoad(key("k" + i), loader);
      }
      // It may not listen again either.
      server.command("ACL", "SETUSER", "default", "-subscribe");
      server.command("CLIENT", "KILL", "TYPE", "pubsub");
      until(() -> !redis.isListening());
      int asked = proxy.commands("MGET");
      for (int i = 0; i < 20; i++) {
        assertThat(cache.getOrLoad(key("k" + i), loader).near()).isTrue();
      }
      assertThat(proxy.commands("MGET")).isEqualTo(asked);
      assertThat(loader.count()).isEqualTo(20);
      cache.invalidate(List.of(Tag.of("value", "k0")));
      assertThat(cache.getOrLoad(key("k0"), loader).value().text()).isEqualTo("load 21");
    }
  }

  /** What is invalidated while its load fails is not answered as stale. */
  static void neverStaleAfterAnInvalidation(Maker maker) {
    try (CacheFixture at = new CacheFixture()) {
      ReadThrough cache = cache(at, maker);
      cache.getOrLoad(KEY, scope -> new Value("old"));
      at.pass(Duration.ofMillis(TTL + 1));
      IllegalStateException thrown = new IllegalStateException("planted");
      assertThatThrownBy(
              () ->
                  cache.getOrLoad(
                      KEY,
                      scope -> {
                        cache.invalidate(List.of(Tag.of("value", "1")));
                        throw thrown;
                      }))
          .isSameAs(thrown);
    }
  }

  /** What another instance has loaded meanwhile is taken from Redis, and not loaded again. */
  static void refreshLooksIntoRedisFirst(Maker maker) {
    try (CacheFixture at = new CacheFixture();
        CacheFixture other = new CacheFixture()) {
      StandInRedis redis = new StandInRedis();
      TestLoader loader = new TestLoader();
      ReadThrough cache = cache(at, at, redis, maker);
      cache.getOrLoad(KEY, loader);
      at.pass(Duration.ofMillis(TTL * 3 / 4));
      // Compared now, so that the copy is near when the other loads its own.
      cache.getOrLoad(KEY, loader);
      at.pass(Duration.ofMillis(TTL / 15));
      redis.lose(KEY);
      cache(at, other, redis, ReadThrough::new).getOrLoad(KEY, loader);
      assertThat(cache.getOrLoad(KEY, loader).value().text()).isEqualTo("load 1");
      until(() -> !text(cache).equals("load 1"));
      assertThat(text(cache)).isEqualTo("load 2");
      assertThat(loader.count()).isEqualTo(2);
    }
  }

  private static String text(ReadThrough cache) {
    return cache.get(KEY).orElseThrow().value().text();
  }

  /** A life is never longer than is declared, and at most a tenth shorter. */
  static void livesAreNeverLonger(Maker maker) {
    try (CacheFixture at = new CacheFixture()) {
      ReadThrough cache = cache(at, maker);
      for (int i = 0; i < 10; i++) {
        at.random = i / 10.0;
        Cached<Value> answer = cache.getOrLoad(key("k" + i), scope -> new Value("v"));
        assertThat(answer.lifetimeMillis()).isBetween(TTL * 9 / 10, TTL);
      }
    }
  }

  /** Whoever creates what was absent finds it. */
  static void creationEndsANegativeAnswer(Maker maker) {
    try (CacheFixture at = new CacheFixture()) {
      ReadThrough cache = cache(at, maker);
      assertThat(cache.getOrLoad(KEY, scope -> null).isAbsent()).isTrue();
      cache.invalidate(List.of(Tag.of("value", "1")));
      assertThat(cache.getOrLoad(KEY, scope -> new Value("new")).isAbsent()).isFalse();
    }
  }

  /** Eight that ask for one cold key are one load. */
  static void oneLoadForAll(Maker maker) throws Exception {
    ExecutorService callers = Executors.newFixedThreadPool(8);
    try (CacheFixture at = new CacheFixture()) {
      ReadThrough cache = cache(at, maker);
      TestLoader loader = new TestLoader();
      CountDownLatch go = loader.hold();
      List<Future<Cached<Value>>> answers = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        answers.add(callers.submit(() -> cache.getOrLoad(KEY, loader)));
      }
      until(() -> at.recorder.of("joined") + loader.count() == 8);
      go.countDown();
      for (Future<Cached<Value>> answer : answers) {
        assertThat(answer.get(60, TimeUnit.SECONDS).value().text()).isEqualTo("load 1");
      }
      assertThat(loader.count()).isEqualTo(1);
    } finally {
      callers.shutdownNow();
    }
  }
}
