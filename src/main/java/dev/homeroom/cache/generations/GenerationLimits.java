package dev.homeroom.cache.generations;

import java.time.Duration;

/**
 * How old knowledge may be, and how long anybody waits for newer.
 *
 * @param oldestUsable a hit needs a reading that began at most this long ago; 2 s, PRODUCT.md §5
 * @param longestWait for a reading, shared by all who wait; 300 ms
 */
public record GenerationLimits(Duration oldestUsable, Duration longestWait) {
  /** As shipped. */
  public static final GenerationLimits SHIPPED =
      new GenerationLimits(Duration.ofSeconds(2), Duration.ofMillis(300));
}
