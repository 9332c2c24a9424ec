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
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Loads are slow, and more callers ask than may wait: the others hold no thread of the server. */
@Timeout(180)
class CallerLimitTest {
  private static final Duration SOON = Duration.ofMillis(100);
  private static final Duration NEVER = Duration.ofSeconds(60);

  /** Two threads, of which each kind may have both; three callers. */
  private static final LoadLimits THREE_CALLERS = new LoadLimits(2, 100, 3, SOON, NEVER);

  private final CacheFixture at = new CacheFixture();
  private final TestLoader loader = new TestLoader();
  private final ExecutorService callers = Executors.newCachedThreadPool();

  @AfterEach
  void close() {
    loader.recover();
    callers.shutdownNow();
    at.close();
  }

  private List<Future<Cached<Value>>> ask(ReadThrough cache, String name, int count) {
    List<Future<Cached<Value>>> asked = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      String id = name + i;
      asked.add(callers.submit(() -> cache.getOrLoad(key(id), loader)));
    }
    return asked;
  }

  /** Has three callers wait for slow loads, two of which run; returns what lets these end. */
  private CountDownLatch threeWait(ReadThrough cache, List<Future<Cached<Value>>> waiting) {
    CountDownLatch go = loader.hold();
    waiting.addAll(ask(cache, "slow", 3));
    until(() -> loader.count() == 2 && at.recorder.of("MISS") >= 3);
    at.pass(SOON);
    return go;
  }

  @Test
  void moreThanMayWait_areRefusedOnceTheyHaveWaited_theOthersGetTheirs() throws Exception {
    ReadThrough cache = at.cache(THREE_CALLERS);
    CountDownLatch go = loader.hold();
    List<Future<Cached<Value>>> asked = ask(cache, "slow", 10);
    until(() -> asked.stream().filter(Future::isDone).count() == 7);
    go.countDown();

    int refused = 0;
    for (Future<Cached<Value>> each : asked) {
      try {
        assertThat(each.get(60, TimeUnit.SECONDS).outcome()).isEqualTo(Outcome.MISS);
      } catch (java.util.concurrent.ExecutionException e) {
        assertThat(e).hasCauseInstanceOf(LoadRejectedException.class);
        refused++;
      }
    }
    assertThat(refused).isEqualTo(7);
    assertThat(at.recorder.of("rejected")).isEqualTo(7);
  }

  @Test
  void oneMore_isRefusedAtOnce_andNothingIsLoadedForIt() throws Exception {
    ReadThrough cache = at.cache(THREE_CALLERS);
    List<Future<Cached<Value>>> waiting = new ArrayList<>();
    CountDownLatch go = threeWait(cache, waiting);

    assertThatThrownBy(() -> cache.getOrLoad(key("more"), loader))
        .isInstanceOf(LoadRejectedException.class);
    assertThatThrownBy(() -> cache.getOrLoad(key("slow2"), loader))
        .as("nor is one that waits for a thread waited for")
        .isInstanceOf(LoadRejectedException.class);
    go.countDown();
    for (Future<Cached<Value>> each : waiting) {
      assertThat(each.get(60, TimeUnit.SECONDS).value().text()).startsWith("load");
    }
    assertThat(loader.count()).isEqualTo(3);
    assertThat(cache.getOrLoad(key("more"), loader).value().text()).isEqualTo("load 4");
  }

  @Test
  void oneMore_thatHasSomethingOld_isAnsweredByItAtOnce() {
    ReadThrough cache = at.cache(THREE_CALLERS);
    CacheKey<Value> old = key(region(DataClass.SHARED), "old");
    cache.getOrLoad(old, loader);
    at.pass(Duration.ofSeconds(301));
    CountDownLatch go = loader.hold();
    List<Future<Cached<Value>>> waiting = ask(cache, "slow", 3);
    until(() -> loader.count() == 3 && at.recorder.of("MISS") >= 4);
    at.pass(SOON);

    Cached<Value> answer = cache.getOrLoad(old, loader);

    assertThat(answer.outcome()).isEqualTo(Outcome.STALE);
    assertThat(answer.value().text()).isEqualTo("load 1");
    assertThat(waiting).noneMatch(Future::isDone);
    go.countDown();
  }

  @Test
  void oneMore_whoseLoadFindsAThread_hasItRun() {
    ReadThrough cache = at.cache(new LoadLimits(10, 100, 3, SOON, NEVER));
    CountDownLatch go = loader.hold();
    List<Future<Cached<Value>>> waiting = ask(cache, "slow", 3);
    until(() -> loader.count() == 3);
    at.pass(SOON);
    TestLoader quick = new TestLoader();

    // Whether within its 30 ms depends on the machine; that it runs does not.
    callers.execute(() -> cache.getOrLoad(key("quick"), quick));
    until(() -> cache.get(key("quick")).isPresent());

    assertThat(quick.count()).isOne();
    assertThat(waiting).noneMatch(Future::isDone);
    go.countDown();
  }

  @Test
  void rights_haveAPlaceOfTheirOwn() throws Exception {
    ReadThrough cache = at.cache(THREE_CALLERS);
    List<Future<Cached<Value>>> waiting = new ArrayList<>();
    CountDownLatch go = threeWait(cache, waiting);
    CacheKey<Value> right = key(region(DataClass.AUTHZ), "right");

    Future<Cached<Value>> asked = callers.submit(() -> cache.getOrLoad(right, loader));
    assertThatThrownBy(() -> asked.get(200, TimeUnit.MILLISECONDS))
        .as("not refused: it waits")
        .isInstanceOf(TimeoutException.class);
    go.countDown();

    assertThat(asked.get(60, TimeUnit.SECONDS).value().text()).startsWith("load");
  }

  @Test
  void loadThatHasNotBegun_andWhoseCallersHaveAllLeft_isNotRun_thatOfThoseWhoWaitIs() {
    ReadThrough cache = at.cache(new LoadLimits(1, 100, 100, SOON, SOON));
    CountDownLatch go = loader.hold();
    assertThatThrownBy(() -> cache.getOrLoad(key("runs"), loader))
        .isInstanceOf(LoadTimeoutException.class);
    TestLoader left = new TestLoader();
    assertThatThrownBy(() -> cache.getOrLoad(key("left"), left))
        .isInstanceOf(LoadTimeoutException.class);
    assertThatThrownBy(() -> cache.getOrLoad(key("left"), left))
        .isInstanceOf(LoadTimeoutException.class);
    TestLoader last = new TestLoader();
    go.countDown();
    until(() -> cache.get(key("runs")).isPresent());

    until(() -> isAnswered(cache, "after", last));
    assertThat(left.count()).isZero();
    assertThat(isAnswered(cache, "left", left)).isTrue();
    assertThat(left.count()).isOne();
  }

  private static boolean isAnswered(ReadThrough cache, String id, TestLoader by) {
    try {
      return cache.getOrLoad(key(id), by).value() != null;
    } catch (LoadTimeoutException e) {
      return false;
    }
  }
}
