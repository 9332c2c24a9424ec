package dev.homeroom.time;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** Limits an action, such as a log line, to once a minute. Thread-safe. */
public final class OnceAMinute {
  private static final long MINUTE = TimeUnit.MINUTES.toNanos(1);

  private final Ticker ticker;
  private final AtomicLong nextNanos;

  /** Makes a limit that allows the first action at once. */
  public OnceAMinute(Ticker ticker) {
    this.ticker = ticker;
    this.nextNanos = new AtomicLong(ticker.nanos());
  }

  /** Returns whether the action is due; if so, it is not due again for a minute. */
  public boolean isDue() {
    long now = ticker.nanos();
    long next = nextNanos.get();
    return now - next >= 0 && nextNanos.compareAndSet(next, now + MINUTE);
  }
}
