package dev.homeroom.bench;

import dev.homeroom.cache.Cached;
import dev.homeroom.cache.Outcome;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** Counts the calls that began in one phase, and why some took over 50 ms. Safe for threads. */
final class CallPhase {
  private static final long SLOW_NANOS = TimeUnit.MILLISECONDS.toNanos(50);
  private static final double NANOS_A_MILLI = 1e6;

  private final String name;
  private int calls;
  private int failed;
  private int loading;
  private int cold;
  private int neither;
  private long longestNanos;
  private long longestWarmNanos;
  private long longestSleepNanos;

  CallPhase(String name) {
    this.name = name;
  }

  /** Notes how long a sleep of a millisecond took. */
  synchronized void slept(long nanos) {
    longestSleepNanos = Math.max(longestSleepNanos, nanos);
  }

  /** Notes a call that threw. */
  synchronized void failed(RuntimeException failure) {
    calls++;
    failed++;
    if (failed == 1) {
      failure.printStackTrace();
    }
  }

  /**
   * Notes a call that was answered. A stale answer, and one that was loaded after it was asked for,
   * say that there was no valid one: the key was cold.
   */
  synchronized void answered(Cached<?> answer, long askedMillis, long nanos) {
    calls++;
    longestNanos = Math.max(longestNanos, nanos);
    boolean slow = nanos > SLOW_NANOS;
    if (answer.outcome() == Outcome.MISS) {
      loading += slow ? 1 : 0;
    } else if (answer.stale() || answer.loadedMillis() >= askedMillis) {
      cold += slow ? 1 : 0;
    } else {
      neither += slow ? 1 : 0;
      longestWarmNanos = Math.max(longestWarmNanos, nanos);
    }
  }

  /** Returns how many calls should not have been as they were. */
  synchronized int bad() {
    return neither + failed;
  }

  /** Returns all of it as a row of a table in Markdown. */
  synchronized String line() {
    return String.format(
        Locale.ROOT,
        "| %s | %,d calls, %d failed | over 50 ms: %d loading, %d cold, %d neither "
            + "| longest %.1f ms, of warm keys %.1f ms, of a sleep of 1 ms %.1f ms |",
        name,
        calls,
        failed,
        loading,
        cold,
        neither,
        longestNanos / NANOS_A_MILLI,
        longestWarmNanos / NANOS_A_MILLI,
        longestSleepNanos / NANOS_A_MILLI);
  }
}
