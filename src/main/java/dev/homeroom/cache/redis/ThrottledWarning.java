package dev.homeroom.cache.redis;

import dev.homeroom.time.OnceAMinute;
import dev.homeroom.time.Ticker;

/** One warning that may be called for at the rate of requests, and is printed once a minute. */
final class ThrottledWarning {
  private static final System.Logger LOGGER = System.getLogger(ThrottledWarning.class.getName());

  private final String text;
  private final OnceAMinute now;

  /** Takes the text: what happened, "This means …", "Do …". */
  ThrottledWarning(Ticker ticker, String text) {
    this.text = text;
    this.now = new OnceAMinute(ticker);
  }

  /** Prints the warning, unless it was printed within the last minute. */
  void raise() {
    if (now.isDue()) {
      LOGGER.log(System.Logger.Level.WARNING, text);
    }
  }
}
