package dev.homeroom.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class WakerTest {
  private static final Duration LONG = Duration.ofSeconds(10);

  private final Waker waker = new Waker();

  private static Thread started(Runnable work) {
    Thread thread = new Thread(work);
    thread.start();
    return thread;
  }

  @Test
  void sleep_timeIsOver_wasNotWoken() {
    assertThat(waker.sleep(Duration.ofMillis(1))).isFalse();
  }

  @Test
  void sleep_wokenBefore_returnsAtOnce_andForgetsTheWish() {
    waker.wake();
    assertThat(waker.sleep(LONG)).isTrue();
    assertThat(waker.sleep(Duration.ofMillis(1))).isFalse();
  }

  @Test
  void rest_isNotEndedByWake_andClearsIt() {
    waker.wake();
    long begun = System.nanoTime();
    waker.rest(Duration.ofMillis(50));
    assertThat(System.nanoTime() - begun).isGreaterThanOrEqualTo(50_000_000);
    assertThat(waker.sleep(Duration.ofMillis(1))).isFalse();
  }

  @Test
  void sleep_interrupted_returns_andTheThreadMaySleepAgain() throws InterruptedException {
    AtomicInteger sleeps = new AtomicInteger();
    AtomicBoolean interrupted = new AtomicBoolean(true);
    Thread thread =
        started(
            () -> {
              waker.sleep(LONG);
              sleeps.incrementAndGet();
              interrupted.set(Thread.currentThread().isInterrupted());
              waker.sleep(LONG);
              sleeps.incrementAndGet();
            });
    thread.interrupt();
    while (sleeps.get() == 0) {
      Thread.onSpinWait();
    }
    assertThat(interrupted).isFalse();
    waker.end(List.of(thread), LONG);
    assertThat(thread.isAlive()).isFalse();
    assertThat(sleeps).hasValue(2);
  }

  @Test
  void end_wakesEverybody_andNobodySleepsAnyMore() {
    Thread one = started(() -> waker.sleep(LONG));
    Thread other = started(() -> waker.rest(LONG));
    waker.end(List.of(one, other), LONG);
    assertThat(one.isAlive()).isFalse();
    assertThat(other.isAlive()).isFalse();
    assertThat(waker.isEnded()).isTrue();
    assertThat(waker.sleep(LONG)).isFalse();
  }

  @Test
  void longSleep_isRefused_sinceTheLoopWouldCountAsStopped() {
    Duration tooLong = Duration.ofMillis(10_001);
    assertThatThrownBy(() -> waker.rest(tooLong)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> waker.sleep(tooLong)).isInstanceOf(IllegalArgumentException.class);
  }
}
