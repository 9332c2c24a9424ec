package dev.homeroom.database;

import java.time.Duration;

/**
 * The times between polls (ADR 0002).
 *
 * @param interval the time between polls when no tag is in doubt; 500 ms
 * @param gather how long a requested poll waits for further doubts; 5 ms
 * @param compareEvery how often the polled tables are read or compared as a whole; 60 s
 */
public record PollTimes(Duration interval, Duration gather, Duration compareEvery) {
  /** The shipped values. */
  public static final PollTimes SHIPPED =
      new PollTimes(Duration.ofMillis(500), Duration.ofMillis(5), Duration.ofMinutes(1));
}
