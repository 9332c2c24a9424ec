package dev.homeroom.cache.readthrough;

import java.time.Duration;

/**
 * The limits of loads.
 *
 * @param threads loads at the same time, {@code CACHE_LOAD_THREADS}; 10
 * @param queue loads that wait for a thread, {@code CACHE_LOAD_QUEUE}; 500
 * @param callers that wait for loads at the same time, while some have waited for longer than the
 *     soft limit, {@code CACHE_LOAD_CALLERS}; 10, as many as loads
 * @param softTimeout how long a caller waits from its asking if there is something old to serve,
 *     {@code CACHE_LOAD_SOFT_TIMEOUT}, and how long at all while the database is away; 300 ms
 * @param hardTimeout how long a caller waits from its asking, {@code CACHE_LOAD_HARD_TIMEOUT}; 2 s
 */
public record LoadLimits(
    int threads, int queue, int callers, Duration softTimeout, Duration hardTimeout) {
  /** The shipped values. */
  public static final LoadLimits SHIPPED =
      new LoadLimits(10, 500, 10, Duration.ofMillis(300), Duration.ofSeconds(2));
}
