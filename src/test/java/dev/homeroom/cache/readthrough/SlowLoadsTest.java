package dev.homeroom.cache.readthrough;

import static dev.homeroom.cache.readthrough.CacheFixture.key;
import static dev.homeroom.cache.readthrough.CacheFixture.region;
import static dev.homeroom.cache.readthrough.CacheFixture.until;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.homeroom.cache.CacheKey;
import dev.homeroom.cache.Cached;
import dev.homeroom.cache.DataClass;
import dev.homeroom.cache.LoadRejectedException;
import dev.homeroom.cache.LoadTimeoutException;
import dev.homeroom.cache.Outcome;
import dev.homeroom.cache.readthrough.CacheFixture.Value;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A loader takes longer than callers wait: what they get meanwhile, and afterwards. */
@Timeout(180)
class SlowLoadsTest {
  private static final Duration SOON = Duration.ofMillis(50);
  private static final Duration NEVER = Duration.ofSeconds(60);
  private static final Duration PAST_THE_TTL = Duration.ofSeconds(301);
  private static final LoadLimits HASTY = new LoadLimits(2, 10, 100, SOON, SOON.multipliedBy(4));

  private final CacheFixture at = new CacheFixture();
  private final TestLoader loader = new TestLoader();
  private final ExecutorService callers = Executors.newCachedThreadPool();

  @AfterEach
  void close() {
    callers.shutdownNow();
    at.close();
  }

  private Cached<Value> ask(ReadThrough cache, CacheKey<Value> key) {
    return cache.getOrLoad(key, loader);
  }

  private static void isStale(Cached<Value> answer, String text) {
    assertThat(answer.outcome()).isEqualTo(Outcome.STALE);
    assertThat(answer.value().text()).isEqualTo(text);
  }

  @ParameterizedTest
  @EnumSource(names = {"SHARED", "COMPUTED"})
  void slow_somethingOldIsThere_isStaleAfterTheSoftLimit_andTheLoadGoesOn(DataClass data) {
    ReadThrough cache = at.cache(new LoadLimits(2, 10, 100, SOON, NEVER));
    CacheKey<Value> key = key(region(data), "1");
    ask(cache, key);
    at.pass(PAST_THE_TTL);
    CountDownLatch go = loader.hold();

    isStale(ask(cache, key), "load 1");
    isStale(ask(cache, key), "load 1");
    assertThat(at.recorder.of("joined")).as("spared: it did not even wait").isZero();
    at.pass(Duration.ofSeconds(15));
    isStale(ask(cache, key), "load 1");
    assertThat(at.recorder.of("joined")).as("tried again").isEqualTo(1);
    assertThat(loader.count()).isEqualTo(2);

    go.countDown();
    until(() -> cache.get(key).isPresent());
    Cached<Value> hit = ask(cache, key);
    assertThat(hit.outcome()).isEqualTo(Outcome.HIT);
    assertThat(hit.value().text()).isEqualTo("load 2");
  }

  @ParameterizedTest
  @EnumSource(DataClass.class)
  void slow_nothingIsThere_theCallerWaitsTheHardLimit_andTheLoadGoesOn(DataClass data) {
    ReadThrough cache = at.cache(HASTY);
    CacheKey<Value> key = key(region(data), "1");
    CountDownLatch go = loader.hold();

    assertThatThrownBy(() -> ask(cache, key)).isInstanceOf(LoadTimeoutException.class);
    assertThatThrownBy(() -> ask(cache, key)).isInstanceOf(LoadTimeoutException.class);
    assertThat(at.recorder.of("joined")).isEqualTo(1);
    go.countDown();
    until(() -> cache.get(key).isPresent());
    assertThat(ask(cache, key).value().text()).isEqualTo("load 1");
  }

  @ParameterizedTest
  @EnumSource(names = {"AUTHZ", "LOCAL", "CRITICAL"})
  void slow_whatMayNotBeStaleNow_waitsTheHardLimit(DataClass data) {
    CacheKey<Value> key = key(region(data).staleFor(Duration.ofMinutes(10)), "1");
    ask(at.cache(CacheFixture.PATIENT), key);
    ReadThrough cache = at.cache(HASTY);
    at.pass(PAST_THE_TTL);
    CountDownLatch go = loader.hold();

    assertThatThrownBy(() -> ask(cache, key)).isInstanceOf(LoadTimeoutException.class);
    go.countDown();
    until(() -> cache.get(key).isPresent());
    assertThat(loader.count()).isEqualTo(2);
  }

  @Test
  void slow_invalidatedWhileTheCallerWaits_isNotStale() throws Exception {
    ReadThrough cache = at.cache(new LoadLimits(2, 10, 100, Duration.ofSeconds(3), NEVER));
    CacheKey<Value> key = key(region(DataClass.SHARED), "1");
    ask(cache, key);
    at.pass(PAST_THE_TTL);
    CountDownLatch go = loader.hold();
    Future<Cached<Value>> caller = callers.submit(() -> ask(cache, key));
    until(() -> loader.count() == 2);
    cache.invalidate(key.tags());
    // Who asks now must not join what began before, and has nothing old: it waits as well.
    Future<Cached<Value>> later = callers.submit(() -> ask(cache, key));
    assertThatThrownBy(() -> caller.get(4, TimeUnit.SECONDS))
        .as("past the soft limit, and not answered")
        .isInstanceOf(java.util.concurrent.TimeoutException.class);
    go.countDown();

    assertThat(caller.get(60, TimeUnit.SECONDS).value().text()).isEqualTo("load 3");
    assertThat(later.get(60, TimeUnit.SECONDS).value().text()).isEqualTo("load 3");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void fails_invalidatedWhileItWasUnderWay_isNotStale_norWhileInDoubt(boolean stillInDoubt)
      throws Exception {
    ReadThrough cache = at.cache(new LoadLimits(2, 10, 100, NEVER, NEVER));
    CacheKey<Value> key = key(region(DataClass.SHARED), "1");
    ask(cache, key);
    at.pass(PAST_THE_TTL);
    CountDownLatch go = loader.hold();
    RuntimeException thrown = loader.fail();
    Future<Cached<Value>> caller = callers.submit(() -> ask(cache, key));
    until(() -> loader.count() == 2);
    if (stillInDoubt) {
      at.holdPolls();
    }
    cache.invalidate(key.tags());
    go.countDown();

    assertThatThrownBy(() -> caller.get(60, TimeUnit.SECONDS)).hasRootCause(thrown);
  }

  @Test
  void databaseAway_nothingIsThere_isNotWaitedForLongerThanTheSoftLimit() {
    ReadThrough cache = at.cache(new LoadLimits(2, 10, 100, SOON, NEVER));
    at.loseDatabase();
    CountDownLatch go = loader.hold();
    assertThatThrownBy(() -> ask(cache, key("1"))).isInstanceOf(LoadTimeoutException.class);
    go.countDown();
  }

  @Test
  void threadsAndQueueFull_theNextIsStaleAtOnce_orRejectedAtOnce() throws Exception {
    ReadThrough cache = at.cache(new LoadLimits(1, 1, 100, NEVER, NEVER));
    CacheKey<Value> old = key(region(DataClass.SHARED), "old");
    ask(cache, old);
    at.pass(PAST_THE_TTL);
    CountDownLatch go = loader.hold();
    Future<Cached<Value>> held = callers.submit(() -> ask(cache, key("held")));
    until(() -> loader.count() == 2);
    Thread waiting = new Thread(() -> ask(cache, key("queued")));
    waiting.start();
    until(() -> waiting.getState() == Thread.State.TIMED_WAITING);

    isStale(ask(cache, old), "load 1");
    assertThatThrownBy(() -> ask(cache, key("none"))).isInstanceOf(LoadRejectedException.class);
    assertThat(loader.count()).isEqualTo(2);
    go.countDown();
    assertThat(held.get(60, TimeUnit.SECONDS).value().text()).isEqualTo("load 2");
    waiting.join();
    assertThat(ask(cache, old).value().text())
        .as("full is no failure: tried at once")
        .isNotEqualTo("load 1");
  }
}
