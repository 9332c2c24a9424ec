package dev.homeroom.audit;

import dev.homeroom.time.Ticker;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;

/**
 * Bounds the records of refusals: a minute at most {@link #OF_PERSON} of a person and {@link
 * #OF_ALL} of all together, so that nobody fills the log. What is left out is counted, and the next
 * record says how many.
 */
final class RefusalLimits {
  /** The most records of a person's refusals in a minute. */
  static final int OF_PERSON = 10;

  /** The most records of refusals in a minute, on this server. */
  static final int OF_ALL = 60;

  private static final long WINDOW_NANOS = Duration.ofMinutes(1).toNanos();

  private final Ticker ticker;
  private final Map<String, Integer> ofPeople = new HashMap<>();
  private int ofAll;
  private long leftOut;
  private long begunNanos;

  RefusalLimits(Ticker ticker) {
    this.ticker = ticker;
    this.begunNanos = ticker.nanos();
  }

  /**
   * Takes a place for a record of a person's refusal.
   *
   * @return how many were left out since the last record; empty if this one is left out too
   */
  synchronized OptionalLong take(String personId) {
    long now = ticker.nanos();
    if (now - begunNanos >= WINDOW_NANOS) {
      begunNanos = now;
      ofPeople.clear();
      ofAll = 0;
    }
    int ofPerson = ofPeople.getOrDefault(personId, 0);
    if (ofAll >= OF_ALL || ofPerson >= OF_PERSON) {
      leftOut++;
      return OptionalLong.empty();
    }
    ofAll++;
    ofPeople.put(personId, ofPerson + 1);
    long before = leftOut;
    leftOut = 0;
    return OptionalLong.of(before);
  }

  /** Counts a record that could not be written, and those that it would have told of. */
  synchronized void notWritten(long before) {
    leftOut += before + 1;
  }
}
