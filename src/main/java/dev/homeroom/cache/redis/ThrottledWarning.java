package dev.homeroom.cache.redis;

import dev.homeroom.time.OnceAMinute;
import dev.homeroom.time.Ticker;

/** A warning that may be raised at the rate of requests, and is logged at most once a minute. */
final class ThrottledWarning {
  private static final System.Logger LOGGER = System.getLogger(ThrottledWarning.class.getName());

  private final String text;
  private final OnceAMinute now;

  /** Makes a warning of this text: what happened, "This means …", "Do …". */
  ThrottledWarning(Ticker ticker, String text) {
    this.text = text;
    this.now = new OnceAMinute(ticker);
  }

  /** Logs the warning, unless it was logged within the last minute. */
  void raise() {
    if (now.isDue()) {
      LOGGER.log(System.Logger.Level.WARNING, text);
    }
  }
}
