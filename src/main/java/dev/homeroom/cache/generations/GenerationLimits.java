package dev.homeroom.cache.generations;

import java.time.Duration;

/**
 * The limits of known generations.
 *
 * @param oldestUsable a hit needs a poll that began at most this long ago; 2 s
 * @param longestWait for a poll, shared by all waiting callers; 300 ms
 * @param mostRows the most rows of the table that are held, used or not; 50,000, about 7 MB. Of a
 *     larger table only the tags in use are known
 */
public record GenerationLimits(Duration oldestUsable, Duration longestWait, int mostRows) {
  /** The shipped values. */
  public static final GenerationLimits SHIPPED =
      new GenerationLimits(Duration.ofSeconds(2), Duration.ofMillis(300), 50_000);
}
