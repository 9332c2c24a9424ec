package dev.homeroom.cache;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The health of this instance's cache, as it is known; nobody is asked for it.
 *
 * @param provider the tier that answers: {@code REDIS} or {@code MEMORY}
 * @param isHealthy whether Redis is in use and the last probe was good; true without a Redis
 * @param lastCheck when the last probe ended; null before the first, and without a Redis
 * @param consecutiveFailures of probes since the last good one
 * @param responseTimeMillis of the last good probe; null before the first
 * @param state of the cache
 * @param since when the state began
 * @param reason why Redis was left, or could not be reached, last; null if never
 * @param nextProbe the time of the next probe; null while none is planned
 */
public record CacheHealth(
    Source provider,
    boolean isHealthy,
    @Nullable Instant lastCheck,
    int consecutiveFailures,
    @Nullable Double responseTimeMillis,
    CacheState state,
    Instant since,
    @Nullable String reason,
    @Nullable Instant nextProbe) {
  /** Returns the response time under its other name. */
  public @Nullable Double latencyMillis() {
    return responseTimeMillis;
  }
}
