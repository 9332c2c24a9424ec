package dev.homeroom.outage;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;

/**
 * What one dashboard showed in the course of time, no figure twice: so a figure that was read tells
 * its age. Times are those of {@link System#nanoTime}.
 */
final class Figures {
  private final Map<String, Long> replaced = new ConcurrentHashMap<>();
  private volatile String present;

  /** Begins with the figure that is there. */
  Figures(String first) {
    present = first;
    announce(first);
  }

  /** Tells whether a figure was never there. */
  boolean isNew(String figure) {
    return !replaced.containsKey(figure);
  }

  /** A figure may be read from now on: its write is sent. */
  void announce(String next) {
    replaced.put(next, Long.MAX_VALUE);
  }

  /** A figure must be read from now on: its write was answered. */
  void confirm(String next, long nanos) {
    replaced.put(present, nanos);
    present = next;
  }

  /**
   * Returns what is wrong with a figure that was read, or an empty text.
   *
   * @param started when the request was meant to start
   * @param bound how late a change may be seen, of one confirmed then and a request of then
   */
  String complaint(String figure, long started, BiFunction<Long, Long, Duration> bound) {
    Long since = replaced.get(figure);
    if (since == null) {
      return "unknown figure " + figure;
    }
    if (since == Long.MAX_VALUE || started - since <= bound.apply(since, started).toNanos()) {
      return "";
    }
    return String.format(
        Locale.ROOT, "too old: %s, replaced %.3f s before", figure, (started - since) / 1e9);
  }
}
