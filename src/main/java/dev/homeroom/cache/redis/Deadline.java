package dev.homeroom.cache.redis;

import dev.homeroom.time.Ticker;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * The moment by which an operation must have ended with all its steps: waiting for a connection,
 * connecting, handshake, each read, the retry.
 */
record Deadline(Ticker ticker, long endNanos) {
  static Deadline in(Duration time, Ticker ticker) {
    return new Deadline(ticker, ticker.nanos() + time.toNanos());
  }

  /** Returns the remaining nanoseconds, at most the bound; 0 or less when there are none. */
  long leftNanos(Duration bound) {
    return Math.min(endNanos - ticker.nanos(), bound.toNanos());
  }

  /** Returns the remaining milliseconds, at most the bound, rounded up; 0 when there are none. */
  int leftMillis(Duration bound) {
    long left = leftNanos(bound);
    return left <= 0 ? 0 : (int) TimeUnit.NANOSECONDS.toMillis(left - 1) + 1;
  }
}
