package dev.homeroom.cache.readthrough;

import static dev.homeroom.cache.readthrough.CacheFixture.await;
import static dev.homeroom.cache.readthrough.CacheFixture.key;
import static dev.homeroom.cache.readthrough.CacheFixture.until;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.homeroom.cache.CacheKey;
import dev.homeroom.cache.Cached;
import dev.homeroom.cache.LoadRejectedException;
import dev.homeroom.cache.Outcome;
import dev.homeroom.cache.readthrough.CacheFixture.Value;
import dev.homeroom.testkit.LogCapture;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever ends a load, or keeps it from beginning, ends it for who waits, and for nobody else. */
@Timeout(180)
class LoadThreadsFailTest {
  private static final CacheKey<Value> KEY = key("1");

  /** What a machine without a thread to spare does. */
  enum Trouble {
    NONE,
    NO_MEMORY,
    REFUSED,
    NO_THREAD,
    SHUT_DOWN
  }

  private final CacheFixture at = new CacheFixture();
  private final StandInRedis redis = new StandInRedis();
  private final TestLoader loader = new TestLoader();
  private final ExecutorService callers = Executors.newCachedThreadPool();
  private volatile Trouble trouble = Trouble.NONE;

  @AfterEach
  void close() {
    callers.shutdownNow();
    at.close();
  }

  private Thread thread(Runnable work) {
    return switch (trouble) {
      case NONE -> new Thread(work);
      case NO_MEMORY ->
          new Thread(work) {
            @Override
            public synchronized void start() {
              throw new OutOfMemoryError("unable to create native thread: planted");
            }
          };
      case REFUSED -> throw new RejectedExecutionException("planted");
      case NO_THREAD -> nothing();
      case SHUT_DOWN -> throw new IllegalStateException("planted");
    };
  }

  @SuppressWarnings({"NullAway", "TypeParameterUnusedInFormals"}) // As a factory may.
  private static <T> T nothing() {
    return null;
  }

  private ReadThrough cache(LoadLimits limits, Tiers tiers) {
    ThreadFactory factory = this::thread;
    return at.cache(
        limits,
        tiers,
        (parts, into, threads, within, guard) ->
            new ReadThrough(
                parts,
                into,
                new LoadThreads(limits.threads(), limits.queue(), factory),
                within,
                guard));
  }

  private ReadThrough cache() {
    return cache(CacheFixture.PATIENT, TestCache.tiers(at.memory, at.recorder));
  }

  @ParameterizedTest
  @EnumSource(names = "NONE", mode = EnumSource.Mode.EXCLUDE)
  void noThreadCanBeStarted_isRefusedAtOnce_andLoadedWhenThereIsOneAgain(Trouble planted) {
    ReadThrough cache = cache();
    trouble = planted;
    for (int i = 0; i < 3; i++) {
      assertThatThrownBy(() -> cache.getOrLoad(KEY, loader))
          .isInstanceOf(LoadRejectedException.class);
    }
    trouble = Trouble.NONE;
    assertThat(cache.getOrLoad(KEY, loader).value().text()).isEqualTo("load 1");
  }

  @Test
  void noThreadCanBeStarted_isSaidOnceAMinute() {
    ReadThrough cache = cache();
    trouble = Trouble.NO_MEMORY;
    try (LogCapture log = new LogCapture(SingleFlight.class.getName())) {
      for (int i = 0; i < 3; i++) {
        assertThatThrownBy(() -> cache.getOrLoad(KEY, loader))
            .isInstanceOf(LoadRejectedException.class);
      }
      assertThat(log.linesFrom(Level.WARNING)).hasSize(1);
      assertThat(log.linesFrom(Level.WARNING).get(0)).contains("This means: ", "Do: ");
      at.pass(Duration.ofSeconds(61));
      assertThatThrownBy(() -> cache.getOrLoad(KEY, loader))
          .isInstanceOf(LoadRejectedException.class);
      assertThat(log.linesFrom(Level.WARNING)).hasSize(2);
    }
  }

  @Test
  void noThreadForEarlyRefreshes_hitsAreAnswered_andNoPlaceIsLost() {
    ReadThrough cache = cache();
    for (int i = 0; i < 8; i++) {
      cache.getOrLoad(key("k" + i), loader);
    }
    at.pass(Duration.ofSeconds(280));
    // No thread is left from before.
    cache.close();
    ReadThrough fresh = cache();
    trouble = Trouble.SHUT_DOWN;
    for (int i = 0; i < 8; i++) {
      assertThat(fresh.getOrLoad(key("k" + i), loader).outcome()).isEqualTo(Outcome.HIT);
    }
    trouble = Trouble.NONE;
    assertThat(fresh.getOrLoad(key("k0"), loader).outcome()).isEqualTo(Outcome.HIT);
    until(() -> loader.count() == 9);
  }

  @Test
  void noThreadToGiveBack_hitsAreAnswered() {
    Sharing sharing =
        redis.sharing(
            true,
            work -> {
              throw new InternalError("planted");
            });
    ReadThrough cache =
        cache(CacheFixture.PATIENT, new Tiers(at.memory, redis, sharing, at.recorder));
    cache.getOrLoad(KEY, loader);
    redis.comeBackEmpty();
    assertThat(cache.getOrLoad(KEY, loader).outcome()).isEqualTo(Outcome.HIT);
    assertThat(loader.count()).isEqualTo(1);
  }

  @Test
  void closed_whoseLoadIsQueuedIsToldAtOnce() throws Exception {
    ReadThrough narrow =
        cache(
            new LoadLimits(
                1, 10, 100, CacheFixture.PATIENT.softTimeout(), CacheFixture.PATIENT.hardTimeout()),
            TestCache.tiers(at.memory, at.recorder));
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch never = new CountDownLatch(1);
    callers.execute(
        () ->
            narrow.getOrLoad(
                key("other"),
                scope -> {
                  begun.countDown();
                  await(never);
                  return new Value("other");
                }));
    await(begun);
    Future<Cached<Value>> queued = callers.submit(() -> narrow.getOrLoad(KEY, loader));
    until(() -> at.recorder.of("MISS") == 2);
    narrow.close();
    assertThatThrownBy(() -> queued.get(30, TimeUnit.SECONDS))
        .hasCauseInstanceOf(LoadRejectedException.class);
    assertThat(loader.count()).isZero();
  }
}
