package dev.homeroom.cache.redis;

import dev.homeroom.time.Ticker;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * The moment by which an operation must have ended, whatever it consists of: wait for a connection,
 * connect, handshake, each read, the retry.
 */
final class Deadline {
  private final Ticker ticker;
  private final long endNanos;

  private Deadline(Ticker ticker, long endNanos) {
    this.ticker = ticker;
    this.endNanos = endNanos;
  }

  /** Returns a deadline that far from now. */
  static Deadline in(Duration time, Ticker ticker) {
    return new Deadline(ticker, ticker.nanos() + time.toNanos());
  }

  /** Returns the nanoseconds that are left, at most the bound; 0 or less when none are. */
  long leftNanos(Duration bound) {
    return Math.min(endNanos - ticker.nanos(), bound.toNanos());
  }

  /** Returns the milliseconds that are left, at most the bound, rounded up; 0 when none are. */
  int leftMillis(Duration bound) {
    long left = leftNanos(bound);
    return left <= 0 ? 0 : (int) TimeUnit.NANOSECONDS.toMillis(left - 1) + 1;
  }
}
