package dev.homeroom.cache.readthrough;

import static dev.homeroom.cache.readthrough.CacheFixture.await;
import static dev.homeroom.cache.readthrough.CacheFixture.key;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.homeroom.cache.Cached;
import dev.homeroom.cache.LoadRejectedException;
import dev.homeroom.cache.LoadTimeoutException;
import dev.homeroom.cache.Outcome;
import dev.homeroom.cache.ReadRequest;
import dev.homeroom.cache.readthrough.CacheFixture.Value;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Loads: who runs them, what ends them, several at once. */
class ReadThroughLoadsTest {
  private final CacheFixture at = new CacheFixture();
  private final ReadThrough cache = at.cache();
  private final ExecutorService callers = Executors.newCachedThreadPool();

  @AfterEach
  void close() {
    callers.shutdownNow();
    at.close();
  }

  @Test
  void getOrLoad_loaderFails_itsExceptionReachesAllUnchanged_andNothingIsKept() {
    IllegalStateException mistake = new IllegalStateException("mine");
    assertThatThrownBy(
            () ->
                cache.getOrLoad(
                    key("1"),
                    scope -> {
                      throw mistake;
                    }))
        .isSameAs(mistake);
    at.time.pass(Duration.ofSeconds(2));
    assertThat(cache.getOrLoad(key("1"), scope -> new Value("one")).outcome())
        .isEqualTo(Outcome.MISS);
  }

  @Test
  void getOrLoad_threadsAndQueueFull_isRejectedAtOnce_andRecovers() throws Exception {
    LoadLimits tight = new LoadLimits(1, 1, 100, Duration.ofMillis(100), Duration.ofMillis(300));
    ReadThrough small = at.cache(tight);
    CountDownLatch running = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    Future<?> held =
        callers.submit(
            () ->
                small.getOrLoad(
                    key("held"),
                    scope -> {
                      running.countDown();
                      await(go);
                      return new Value("held");
                    }));
    await(running);
    // The first takes the one place of the queue, and its caller leaves; the next finds none.
    assertThatThrownBy(() -> small.getOrLoad(key("queued"), scope -> new Value("queued")))
        .isInstanceOf(LoadTimeoutException.class);
    assertThatThrownBy(() -> small.getOrLoad(key("refused"), scope -> new Value("refused")))
        .isInstanceOf(LoadRejectedException.class)
        .hasMessageContaining("d:value:refused");
    assertThatThrownBy(() -> held.get(60, TimeUnit.SECONDS))
        .hasCauseInstanceOf(LoadTimeoutException.class);
    go.countDown();
    // The thread lets go of its work a moment after its caller has its answer.
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (small.get(key("after")).isEmpty()) {
      assertThat(System.nanoTime()).isLessThan(end);
      try {
        small.getOrLoad(key("after"), scope -> new Value("after"));
      } catch (LoadRejectedException | LoadTimeoutException notYet) {
        Thread.onSpinWait();
      }
    }
  }

  @Test
  void getOrLoad_loadTakesTooLong_theCallerLeaves_andTheLoadGoesOn() throws Exception {
    ReadThrough hasty =
        at.cache(new LoadLimits(2, 10, 100, Duration.ofMillis(50), Duration.ofMillis(100)));
    CountDownLatch go = new CountDownLatch(1);
    CountDownLatch ended = new CountDownLatch(1);
    assertThatThrownBy(
            () ->
                hasty.getOrLoad(
                    key("slow"),
                    scope -> {
                      await(go);
                      ended.countDown();
                      return new Value("late");
                    }))
        .isInstanceOf(LoadTimeoutException.class)
        .hasMessageContaining("d:value:slow");
    go.countDown();
    await(ended);
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (hasty.get(key("slow")).isEmpty()) {
      assertThat(System.nanoTime()).isLessThan(end);
      Thread.onSpinWait();
    }
    assertThat(hasty.get(key("slow")).orElseThrow().value().text()).isEqualTo("late");
  }

  @Test
  void getOrLoad_nestedLoads_moreThanThereAreThreads_allFinish() throws Exception {
    ReadThrough small =
        at.cache(new LoadLimits(4, 100, 100, Duration.ofMillis(300), Duration.ofSeconds(60)));
    List<Future<String>> answers = new ArrayList<>();
    for (int i = 0; i < 16; i++) {
      String id = "n" + i;
      answers.add(
          callers.submit(
              () ->
                  small
                      .getOrLoad(
                          key("outer" + id),
                          scope ->
                              new Value(
                                  "outer "
                                      + small
                                          .getOrLoad(key("inner" + id), inner -> new Value("inner"))
                                          .value()
                                          .text()))
                      .value()
                      .text()));
    }
    for (Future<String> answer : answers) {
      assertThat(answer.get(60, TimeUnit.SECONDS)).isEqualTo("outer inner");
    }
  }

  @Test
  void getOrLoadAll_someCached_answersInOrder_andLoadsTheOthersSideBySide() {
    cache.getOrLoad(key("b"), scope -> new Value("b"));
    CountDownLatch both = new CountDownLatch(2);
    List<ReadRequest<?>> wanted =
        List.of(
            new ReadRequest<>(key("a"), scope -> together(both, "a")),
            new ReadRequest<>(key("b"), scope -> new Value("never")),
            new ReadRequest<>(key("c"), scope -> together(both, "c")));
    List<Cached<?>> answers = cache.getOrLoadAll(wanted);
    assertThat(answers).extracting(a -> ((Value) a.value()).text()).containsExactly("a", "b", "c");
    assertThat(answers)
        .extracting(Cached::outcome)
        .containsExactly(Outcome.MISS, Outcome.HIT, Outcome.MISS);
    assertThat(cache.getOrLoadAll(List.of())).isEmpty();
  }

  /** Ends only when the other load runs too. */
  private static Value together(CountDownLatch both, String text) {
    both.countDown();
    await(both);
    return new Value(text);
  }

  @Test
  void getOrLoadAll_oneFails_itsExceptionIsThrown_andTheOthersAreKept() {
    IllegalStateException mistake = new IllegalStateException("mine");
    assertThatThrownBy(
            () ->
                cache.getOrLoadAll(
                    List.of(
                        new ReadRequest<>(
                            key("bad"),
                            scope -> {
                              throw mistake;
                            }),
                        new ReadRequest<>(key("good"), scope -> new Value("good")))))
        .isSameAs(mistake);
    assertThat(cache.get(key("good"))).isPresent();
  }
}
