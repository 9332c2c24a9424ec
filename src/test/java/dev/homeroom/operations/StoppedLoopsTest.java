package dev.homeroom.operations;

import static org.assertj.core.api.Assertions.assertThat;

import dev.homeroom.time.BackgroundLoop;
import dev.homeroom.time.BackgroundLoops;
import dev.homeroom.time.Waker;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StoppedLoopsTest {
  private final AtomicLong nanos = new AtomicLong();
  private final Waker waker = new Waker();
  private final Semaphore steps = new Semaphore(0);
  private final BackgroundLoops loops =
      new BackgroundLoops(
          work -> {
            Thread made = new Thread(work);
            made.setDaemon(true);
            return made;
          },
          nanos::get);
  private final StoppedLoops silence = new StoppedLoops(loops, nanos::get);

  private void start() throws InterruptedException {
    loops.start(
        new BackgroundLoop.Name("hangs", "nothing."),
        waker,
        () -> {
          steps.release();
          waker.sleep(Duration.ofSeconds(10));
        });
    steps.acquire();
  }

  @AfterEach
  void end() {
    waker.end(List.of(), Duration.ZERO);
  }

  private void pass(long seconds) {
    nanos.addAndGet(Duration.ofSeconds(seconds).toNanos());
  }

  @Test
  void loopThatHangs_isReportedStopped_afterTwoLooks() throws InterruptedException {
    start();
    assertThat(silence.stopped()).isEmpty();
    pass(30);
    assertThat(silence.stopped()).isEmpty();
    pass(1);
    assertThat(silence.stopped()).as("seen once").isEmpty();
    pass(4);
    assertThat(silence.stopped()).as("not yet 5 s apart").isEmpty();
    pass(1);
    assertThat(silence.stopped()).containsExactly("hangs");
  }

  @Test
  void processThatWasPaused_hasNotStopped() throws InterruptedException {
    start();
    pass(90);
    assertThat(silence.stopped()).isEmpty();
    waker.wake();
    steps.acquire();
    pass(10);
    assertThat(silence.stopped()).isEmpty();
    pass(25);
    assertThat(silence.stopped()).as("seen once, after it went on").isEmpty();
  }

  @Test
  void noLoops_nothingHasStopped() {
    pass(1_000);
    assertThat(silence.stopped()).isEmpty();
  }
}
