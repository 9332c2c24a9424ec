package dev.homeroom.database;

import java.time.Duration;

/**
 * When the follower reads. All from PRODUCT.md §5 and ADR 0002.
 *
 * @param interval between readings when nothing is in doubt; 500 ms
 * @param gather how long doubts are gathered before a reading at once; 5 ms
 * @param compareEvery how often what is known is compared with the whole of the followed tables; 60
 *     s
 */
public record FollowerTimes(Duration interval, Duration gather, Duration compareEvery) {
  /** As shipped. */
  public static final FollowerTimes SHIPPED =
      new FollowerTimes(Duration.ofMillis(500), Duration.ofMillis(5), Duration.ofMinutes(1));
}
