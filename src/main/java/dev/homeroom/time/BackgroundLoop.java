package dev.homeroom.time;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Runs one step again and again, on a thread of its own, until it is closed. Nothing that a step
 * throws ends it, an {@code OutOfMemoryError} neither: the failure is counted, logged at most once
 * a minute, and after a pause of 0.1 s, doubling to 2 s, the next step runs.
 */
public final class BackgroundLoop {
  private static final System.Logger LOGGER = System.getLogger(BackgroundLoop.class.getName());
  private static final long FIRST_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
  private static final int DOUBLED_AT_MOST = 4;

  /** What is done each time. It waits by itself for something to do, for 10 s at most. */
  @FunctionalInterface
  public interface Step {
    /** Does it once. */
    @SuppressWarnings("PMD.SignatureDeclareThrowsException")
    void run() throws Exception;
  }

  /**
   * What a loop is called.
   *
   * @param name a few words, lower case with {@code -}; the label of its metric
   * @param meaning what it means for users as long as it fails: a sentence without "This means"
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

  /** Returns what it is called. */
  public String name() {
    return name.name();
  }

  /** Returns how many of its steps have failed. */
  public long failures() {
    return failures.get();
  }

  /** Returns how long ago its last step began: seconds, unless its thread hangs or has died. */
  public Duration silence() {
    return Duration.ofNanos(ticker.nanos() - begunNanos);
  }

  /** Ends it, and waits for its thread, at most so long. Its waker has ended then. */
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
    // First, and without asking for memory: there may be none.
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
            + " Do: see the cause below; report it if it is no lack of memory or threads.",
        failure);
  }
}
