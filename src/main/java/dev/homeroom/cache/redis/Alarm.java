package dev.homeroom.cache.redis;

import dev.homeroom.cache.Ticker;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** One warning that may be called for at the rate of requests, and is printed once a minute. */
final class Alarm {
  private static final System.Logger LOGGER = System.getLogger(Alarm.class.getName());
  private static final long MINUTE = TimeUnit.MINUTES.toNanos(1);

  private final Ticker ticker;
  private final String text;
  private final AtomicLong nextNanos;

  /** Takes the text: what happened, "This means …", "Do …". */
  Alarm(Ticker ticker, String text) {
    this.ticker = ticker;
    this.text = text;
    this.nextNanos = new AtomicLong(ticker.nanos());
  }

  /** Prints the warning, unless it was printed within the last minute. */
  void raise() {
    long now = ticker.nanos();
    long next = nextNanos.get();
    if (now - next >= 0 && nextNanos.compareAndSet(next, now + MINUTE)) {
      LOGGER.log(System.Logger.Level.WARNING, text);
    }
  }
}
