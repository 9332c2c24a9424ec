package dev.homeroom.cache.generations;

import dev.homeroom.time.Ticker;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.function.BooleanSupplier;

/**
 * Waits for polls. There is one wait that all share: it begins with the first waiting caller and
 * ends with a poll; once it is over, nobody waits for that poll any more. Used under the lock of
 * {@link Generations}.
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

  /** Has a poll begin soon. */
  void wakePoller() {
    wakePoller.run();
  }

  /** Notes that a poll begins. */
  void begun() {
    running = true;
    runningSince = ticker.nanos();
  }

  /** Notes that it has ended, one way or the other: later callers wait for the next poll. */
  void ended() {
    running = false;
    waiting = false;
    pollEnded.signalAll();
  }

  /** Waits until something holds: at most 300 ms, never beyond the wait that all share. */
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
    // A poll ends earlier than that: nobody was awake to wait, the process was paused.
    boolean forgotten = now - waitingSince > longest + oldestUsable;
    if (!waiting || forgotten) {
      waiting = true;
      waitingSince = now;
    }
    return longest - (now - waitingSince);
  }

  /** Waits until something holds or the database is away; gives up a poll that is overdue. */
  void untilAnswered(BooleanSupplier done) {
    long waited = 0;
    try {
      while (!done.getAsBoolean() && !availability.isAway() && waited < oldestUsable) {
        wakePoller.run();
        // A slice counts as what it was to last: a pause of the process is no waiting.
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

  /** Returns whether a poll that began then could carry no hit, were it to end now. */
  boolean isTooOld(long began) {
    return ticker.nanos() - began > oldestUsable;
  }
}
