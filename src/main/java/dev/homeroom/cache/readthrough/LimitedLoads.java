package dev.homeroom.cache.readthrough;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.faulttolerance.Bulkhead;
import org.eclipse.microprofile.faulttolerance.CircuitBreaker;
import org.eclipse.microprofile.faulttolerance.Timeout;

/**
 * Runs each load under its limits (ADR 0009): a breaker that counts only a database that cannot be
 * reached, since one broken widget must not shut out the others; as many at once as there can be
 * loader threads; a longest time, for loads that no statement's own limit has ended.
 */
@ApplicationScoped
class LimitedLoads {
  /** The most that {@code CACHE_LOAD_THREADS} may be. */
  private static final int MOST_AT_ONCE = 100;

  /** Far beyond what statements may take: its interrupt is for what hangs elsewhere. */
  private static final long LONGEST_MILLIS = 30_000;

  @CircuitBreaker(
      failOn = UnreachedException.class,
      requestVolumeThreshold = 10,
      failureRatio = 0.5,
      delay = 1_000)
  @Bulkhead(MOST_AT_ONCE)
  @Timeout(LONGEST_MILLIS)
  public void run(Runnable load) {
    load.run();
  }
}
