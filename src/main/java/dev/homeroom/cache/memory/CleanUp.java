package dev.homeroom.cache.memory;

import dev.homeroom.time.Ticker;
import java.time.Clock;
import java.time.Duration;

/**
 * Removes what has ended: entries after their stale time, values of commands after their expiry.
 * Readers do not need it, since they look at the times; it gives back the room. It goes through
 * memory in slices, between which others have their turn.
 */
final class CleanUp {
  /** How many things a slice looks at: a tenth of a millisecond at worst. */
  static final int SLICE = 256;

  private static final Duration LONGEST_REST = Duration.ofSeconds(10);

  private final MemoryStore store;
  private final Duration interval;
  private final Clock clock;
  private final Ticker ticker;
  private long dueNanos;

  /** Makes one that is due after the interval. */
  CleanUp(MemoryStore store, Duration interval, Clock clock, Ticker ticker) {
    this.store = store;
    this.interval = interval;
    this.clock = clock;
    this.ticker = ticker;
    this.dueNanos = ticker.nanos() + interval.toNanos();
  }

  /** Returns how long to rest before the next look: until it is due, or 10 s. */
  Duration rest() {
    Duration left = Duration.ofNanos(Math.max(0, dueNanos - ticker.nanos()));
    return left.compareTo(LONGEST_REST) < 0 ? left : LONGEST_REST;
  }

  /**
   * Removes all that has ended, if it is time.
   *
   * @param between runs between two slices, while no lock is held
   */
  void runIfDue(Runnable between) {
    if (ticker.nanos() - dueNanos < 0) {
      return;
    }
    long nowMillis = clock.millis();
    int below = store.removeEnded(Integer.MAX_VALUE, SLICE, nowMillis);
    while (below > 0) {
      between.run();
      below = store.removeEnded(below, SLICE, nowMillis);
    }
    store.lastCleanUp(clock.instant());
    dueNanos = ticker.nanos() + interval.toNanos();
  }
}
