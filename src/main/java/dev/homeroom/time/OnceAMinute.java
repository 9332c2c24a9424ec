package dev.homeroom.time;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** Lets one through a minute, of what may come at the rate of requests. Safe for all threads. */
public final class OnceAMinute {
  private static final long MINUTE = TimeUnit.MINUTES.toNanos(1);

  private final Ticker ticker;
  private final AtomicLong nextNanos;

  /** Lets the first through at once. */
  public OnceAMinute(Ticker ticker) {
    this.ticker = ticker;
    this.nextNanos = new AtomicLong(ticker.nanos());
  }

  /** Returns whether the caller is the one of this minute. */
  public boolean isDue() {
    long now = ticker.nanos();
    long next = nextNanos.get();
    return now - next >= 0 && nextNanos.compareAndSet(next, now + MINUTE);
  }
}
