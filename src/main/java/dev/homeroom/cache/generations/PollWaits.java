package dev.homeroom.cache.generations;

import dev.homeroom.time.Ticker;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.function.BooleanSupplier;

/**
 * Lets callers wait for a poll. All callers share one wait: it begins with the first waiting caller
 * and ends with a poll; once it is over, no caller waits for that poll any more. Used under the
 * lock of {@link Generations}.
 */
final class PollWaits {
  private static final long SLICE_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

  private final Condition pollEnded;
  private final DatabaseAvailability availability;
  private final Ticker ticker;
  private final long longest;
  private final long oldestUsable;
  private Runnable wakePoller = () -> {};
  private boolean running;
  private long runningSince;
  private boolean waiting;
  private long waitingSince;

  PollWaits(Lock lock, DatabaseAvailability availability, Ticker ticker, GenerationLimits limits) {
    this.pollEnded = lock.newCondition();
    this.availability = availability;
    this.ticker = ticker;
    this.longest = limits.longestWait().toNanos();
    this.oldestUsable = limits.oldestUsable().toNanos();
  }

  void onPollWanted(Runnable wake) {
    wakePoller = wake;
  }

  void wakePoller() {
    wakePoller.run();
  }

  void begun() {
    running = true;
    runningSince = ticker.nanos();
  }

  /** Notes that a poll has ended, well or not: later callers wait for the next one. */
  void ended() {
    running = false;
    waiting = false;
    pollEnded.signalAll();
  }

  /** Waits until a condition holds: at most 300 ms, and never beyond the shared wait. */
  void share(BooleanSupplier done) {
    long own = longest;
    try {
      while (!done.getAsBoolean() && !availability.isAway()) {
        long left = Math.min(own, leftOfShared());
        if (left <= 0) {
          return;
        }
        wakePoller.run();
        own -= left - pollEnded.awaitNanos(left);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private long leftOfShared() {
    long now = ticker.nanos();
    // A poll ends earlier than that: the process was paused.
    boolean forgotten = now - waitingSince > longest + oldestUsable;
    if (!waiting || forgotten) {
      waiting = true;
      waitingSince = now;
    }
    return longest - (now - waitingSince);
  }

  /** Waits until a condition holds or the database is away; gives up an overdue poll. */
  void untilAnswered(BooleanSupplier done) {
    long waited = 0;
    try {
      while (!done.getAsBoolean() && !availability.isAway() && waited < oldestUsable) {
        wakePoller.run();
        // A slice counts with its planned length, so that a pause of the process does not count as
        // waiting.
        waited += Math.min(SLICE_NANOS, SLICE_NANOS - pollEnded.awaitNanos(SLICE_NANOS));
        if (waited >= longest && running && isTooOld(runningSince)) {
          availability.lost("no answer in " + TimeUnit.NANOSECONDS.toMillis(oldestUsable) + " ms");
          pollEnded.signalAll();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Returns whether a poll that began then would be too old for a hit now. */
  boolean isTooOld(long began) {
    return ticker.nanos() - began > oldestUsable;
  }
}
