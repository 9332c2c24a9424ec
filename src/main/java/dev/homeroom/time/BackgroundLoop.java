package dev.homeroom.time;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Runs a step repeatedly on its own thread until it is closed. No exception of a step ends it, not
 * even an {@code OutOfMemoryError}: the failure is counted, logged at most once a minute, and after
 * a pause of 0.1 s, doubling to 2 s, the next step runs.
 */
public final class BackgroundLoop {
  private static final System.Logger LOGGER = System.getLogger(BackgroundLoop.class.getName());
  private static final long FIRST_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
  private static final int DOUBLED_AT_MOST = 4;

  /** A step of a loop. It waits by itself for work, for at most 10 s. */
  @FunctionalInterface
  public interface Step {
    /** Runs the step once. */
    @SuppressWarnings("PMD.SignatureDeclareThrowsException")
    void run() throws Exception;
  }

  /**
   * The name of a loop.
   *
   * @param name a few words, lower case with {@code -}; the label of its metric
   * @param meaning the consequence for users while it fails: a sentence without "This means"
   */
  public record Name(String name, String meaning) {}

  private final Name name;
  private final Step step;
  private final Waker waker;
  private final Ticker ticker;
  private final OnceAMinute line;
  private final Thread thread;
  private final AtomicLong failures = new AtomicLong();
  private volatile long begunNanos;

  /** Used by the loop's thread alone. */
  private int failedInARow;

  BackgroundLoop(Name name, Waker waker, Step step, ThreadFactory threads, Ticker ticker) {
    this.name = name;
    this.step = step;
    this.waker = waker;
    this.ticker = ticker;
    this.line = new OnceAMinute(ticker);
    this.begunNanos = ticker.nanos();
    this.thread = threads.newThread(this::run);
  }

  void start() {
    thread.start();
  }

  /** Returns the loop's name. */
  public String name() {
    return name.name();
  }

  /** Returns the number of failed steps. */
  public long failures() {
    return failures.get();
  }

  /** Returns the time since the last step began: seconds, unless the thread hangs or has died. */
  public Duration silence() {
    return Duration.ofNanos(ticker.nanos() - begunNanos);
  }

  /** Ends the loop and its waker, and waits for its thread, for at most this time. */
  public void close(Duration longest) {
    waker.end(List.of(thread), longest);
  }

  private void run() {
    while (true) {
      try {
        if (waker.isEnded()) {
          return;
        }
        begunNanos = ticker.nanos();
        step.run();
        failedInARow = 0;
      } catch (Throwable e) {
        survive(e);
      }
    }
  }

  private void survive(Throwable failure) {
    // First, and without allocation, as there may be no memory.
    failures.incrementAndGet();
    LockSupport.parkNanos(FIRST_PAUSE_NANOS);
    try {
      log(failure);
      waker.rest(Duration.ofNanos(FIRST_PAUSE_NANOS * ((1L << failedInARow) - 1)));
      failedInARow = Math.min(failedInARow + 1, DOUBLED_AT_MOST);
    } catch (Throwable again) {
      // It has been counted; the next step finds out whether it goes on.
    }
  }

  private void log(Throwable failure) {
    if (waker.isEnded() || !line.isDue()) {
      return;
    }
    LOGGER.log(
        System.Logger.Level.WARNING,
        "The background work "
            + name.name()
            + " failed ("
            + failures.get()
            + " times so far) and goes on. This means: "
            + name.meaning()
            + " Do: see the cause below; report it unless memory or threads are lacking.",
        failure);
  }
}
