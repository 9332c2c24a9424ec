package dev.homeroom.database;

import java.time.Duration;

/**
 * When the follower reads, and how far back. All from PRODUCT.md §5 and ADR 0002.
 *
 * @param interval between readings when nothing is in doubt; 500 ms
 * @param gather how long doubts are gathered before a reading at once; 5 ms
 * @param overlap how far before the last good reading's clock each reading looks, longer than any
 *     writer may hold its tags; 10 s
 * @param longestGap after which the whole table is read; 60 s
 * @param compareEvery how often count and sum are compared with what is known; 60 s
 */
public record FollowerTimes(
    Duration interval,
    Duration gather,
    Duration overlap,
    Duration longestGap,
    Duration compareEvery) {
  /** As shipped. */
  public static final FollowerTimes SHIPPED =
      new FollowerTimes(
          Duration.ofMillis(500),
          Duration.ofMillis(5),
          Duration.ofSeconds(10),
          Duration.ofMinutes(1),
          Duration.ofMinutes(1));
}
