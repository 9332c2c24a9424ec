package dev.homeroom.database;

import java.time.Duration;

/**
 * When changed rows are read (ADR 0002).
 *
 * @param interval between polls when nothing is in doubt; 500 ms
 * @param gather how long doubts are gathered before a poll at once; 5 ms
 * @param compareEvery how often what is known is compared with the whole of the polled tables; 60 s
 */
public record PollTimes(Duration interval, Duration gather, Duration compareEvery) {
  /** As shipped. */
  public static final PollTimes SHIPPED =
      new PollTimes(Duration.ofMillis(500), Duration.ofMillis(5), Duration.ofMinutes(1));
}
