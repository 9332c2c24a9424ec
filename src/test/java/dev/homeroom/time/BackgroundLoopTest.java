package dev.homeroom.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.homeroom.testkit.LogCapture;
import dev.homeroom.testkit.Promised;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.logging.Level;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BackgroundLoopTest {
  private static final BackgroundLoop.Name NAME =
      new BackgroundLoop.Name("of-the-test", "nothing is done.");

  private final Waker waker = new Waker();
  private final AtomicReference<Thread> thread = new AtomicReference<>();
  private final BackgroundLoops loops =
      new BackgroundLoops(
          work -> {
            Thread made = new Thread(work, "loop");
            made.setDaemon(true);
            thread.set(made);
            return made;
          },
          System::nanoTime);

  @AfterEach
  void end() {
    waker.end(java.util.List.of(), Duration.ZERO);
  }

  @Test
  void step_runsAgainAndAgain_untilItIsClosed() throws InterruptedException {
    AtomicInteger steps = new AtomicInteger();
    Semaphore three = new Semaphore(0);
    BackgroundLoop loop =
        loops.start(
            NAME,
            waker,
            () -> {
              if (steps.incrementAndGet() == 3) {
                three.release();
              }
              waker.sleep(Duration.ofMillis(1));
            });
    assertThat(three.tryAcquire(Promised.NEVER.toSeconds(), TimeUnit.SECONDS)).isTrue();
    loop.close(Promised.NEVER);
    assertThat(thread.get().isAlive()).isFalse();
    assertThat(loop.failures()).isZero();
    assertThat(loops.all()).containsExactly(loop);
  }

  @Test
  void whateverIsThrown_isCountedAndLoggedOnce_andTheNextStepRuns() throws InterruptedException {
    Throwable[] thrown = {
      new OutOfMemoryError("by the test"),
      new StackOverflowError(),
      new LinkageError("no class"),
      new IllegalStateException("no state"),
      new java.sql.SQLException("no connection"),
      new InterruptedException(),
    };
    AtomicInteger steps = new AtomicInteger();
    Semaphore good = new Semaphore(0);
    try (LogCapture log = new LogCapture(BackgroundLoop.class.getName())) {
      BackgroundLoop loop =
          loops.start(
              NAME,
              waker,
              () -> {
                int step = steps.getAndIncrement();
                if (step < thrown.length) {
                  throw unchecked(thrown[step]);
                }
                good.release();
                waker.sleep(Duration.ofSeconds(10));
              });
      assertThat(good.tryAcquire(Promised.NEVER.toSeconds(), TimeUnit.SECONDS)).isTrue();
      assertThat(loop.failures()).isEqualTo(thrown.length);
      assertThat(log.linesFrom(Level.WARNING)).hasSize(1);
      assertThat(log.linesFrom(Level.WARNING).get(0))
          .contains("of-the-test", "This means: nothing is done.", "Do:");
      assertThat(thread.get().isAlive()).isTrue();
    }
  }

  @Test
  void loggerThatThrowsToo_endsItNeither() throws InterruptedException {
    AtomicInteger steps = new AtomicInteger();
    Semaphore good = new Semaphore(0);
    java.util.logging.Logger logger =
        java.util.logging.Logger.getLogger(BackgroundLoop.class.getName());
    java.util.logging.Filter before = logger.getFilter();
    logger.setFilter(
        line -> {
          throw new OutOfMemoryError("by the logger");
        });
    try {
      loops.start(
          NAME,
          waker,
          () -> {
            if (steps.getAndIncrement() < 3) {
              throw new OutOfMemoryError("by the test");
            }
            good.release();
            waker.sleep(Duration.ofSeconds(10));
          });
      assertThat(good.tryAcquire(Promised.NEVER.toSeconds(), TimeUnit.SECONDS)).isTrue();
    } finally {
      logger.setFilter(before);
    }
  }

  @Test
  void silence_isTheTimeSinceTheLastStepBegan() throws InterruptedException {
    AtomicLong nanos = new AtomicLong();
    BackgroundLoops slow = new BackgroundLoops(Thread::new, nanos::get);
    Semaphore begun = new Semaphore(0);
    BackgroundLoop loop =
        slow.start(
            NAME,
            waker,
            () -> {
              begun.release();
              waker.sleep(Duration.ofSeconds(10));
            });
    begun.acquire();
    nanos.addAndGet(Duration.ofSeconds(31).toNanos());
    assertThat(loop.silence()).isEqualTo(Duration.ofSeconds(31));
    waker.wake();
    begun.acquire();
    assertThat(loop.silence()).isZero();
    loop.close(Promised.NEVER);
  }

  @Test
  void threadThatCannotStart_isSaidAtOnce_andIsNoLoop() {
    BackgroundLoops none =
        new BackgroundLoops(
            work ->
                new Thread(work) {
                  @Override
                  public synchronized void start() {
                    throw new OutOfMemoryError("unable to create native thread");
                  }
                },
            System::nanoTime);
    assertThatThrownBy(() -> none.start(NAME, waker, () -> {}))
        .isInstanceOf(OutOfMemoryError.class);
    assertThat(none.all()).isEmpty();
  }

  private static RuntimeException unchecked(Throwable thrown) throws RuntimeException {
    return BackgroundLoopTest.<RuntimeException>sneaked(thrown);
  }

  @SuppressWarnings("unchecked")
  private static <T extends Throwable> RuntimeException sneaked(Throwable thrown) throws T {
    throw (T) thrown;
  }
}
