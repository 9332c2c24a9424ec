package dev.homeroom.cache.readthrough;

import dev.homeroom.cache.spi.CacheEntry;
import dev.homeroom.time.Ticker;
import java.time.Clock;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Detects that the wall clock was set back: then it does not tell the age of older entries. Steps
 * within {@link CacheEntry#SKEW_MILLIS} are let pass: what is kept lives longer by so much.
 */
final class WallClock {
  /** A thread that stood still between two readings has compared nothing. */
  private static final long AT_ONCE_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final Clock clock;
  private final Ticker ticker;

  private final AtomicInteger setting = new AtomicInteger();
  private final AtomicLong seenMillis;

  /** Its lead over the ticker. */
  private volatile long aheadMillis;

  WallClock(Clock clock, Ticker ticker) {
    this.clock = clock;
    this.ticker = ticker;
    long now = clock.millis();
    this.seenMillis = new AtomicLong(now);
    this.aheadMillis = now - TimeUnit.NANOSECONDS.toMillis(ticker.nanos());
  }

  long millis() {
    return clock.millis();
  }

  /**
   * Returns the number of its present setting: another one after each time that it was set back.
   * Takes no lock, and reads the ticker once for all calls of the same millisecond.
   *
   * @param now ms since 1970, just read
   */
  int setting(long now) {
    long seen = seenMillis.get();
    if (now != seen && seenMillis.compareAndSet(seen, now)) {
      look();
    }
    return setting.get();
  }

  private void look() {
    long before = ticker.nanos();
    long wall = clock.millis();
    long after = ticker.nanos();
    if (after - before > AT_ONCE_NANOS) {
      return;
    }
    long ahead = wall - TimeUnit.NANOSECONDS.toMillis(before);
    if (ahead < aheadMillis - CacheEntry.SKEW_MILLIS) {
      setting.incrementAndGet();
    }
    aheadMillis = ahead;
  }
}
