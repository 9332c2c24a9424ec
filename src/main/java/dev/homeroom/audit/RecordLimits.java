package dev.homeroom.audit;

import dev.homeroom.time.Ticker;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;

/**
 * Bounds records of one kind: in each minute so many of one source, such as a person or an address,
 * and so many of all sources together. What is left out is counted.
 */
final class RecordLimits {
  private static final long WINDOW_NANOS = Duration.ofMinutes(1).toNanos();

  private final Ticker ticker;
  private final int mostOfOne;
  private final int mostOfAll;
  private final Map<String, Integer> ofEach = new HashMap<>();
  private int ofAll;
  private long leftOut;
  private long begunNanos;

  RecordLimits(Ticker ticker, int mostOfOne, int mostOfAll) {
    this.ticker = ticker;
    this.mostOfOne = mostOfOne;
    this.mostOfAll = mostOfAll;
    this.begunNanos = ticker.nanos();
  }

  /**
   * Takes a place for a record of a source.
   *
   * @return how many were left out since the last record; empty if this one is left out too
   */
  synchronized OptionalLong take(String source) {
    long now = ticker.nanos();
    if (now - begunNanos >= WINDOW_NANOS) {
      begunNanos = now;
      ofEach.clear();
      ofAll = 0;
    }
    int ofOne = ofEach.getOrDefault(source, 0);
    if (ofAll >= mostOfAll || ofOne >= mostOfOne) {
      leftOut++;
      return OptionalLong.empty();
    }
    ofAll++;
    ofEach.put(source, ofOne + 1);
    long before = leftOut;
    leftOut = 0;
    return OptionalLong.of(before);
  }

  /**
   * Counts a record that was not written.
   *
   * @param before how many others it would have told of
   */
  synchronized void notWritten(long before) {
    leftOut += before + 1;
  }
}
