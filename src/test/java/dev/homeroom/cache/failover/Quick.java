package dev.homeroom.cache.failover;

import java.time.Duration;

/** The clocks of the fast tests. */
final class Quick {
  static final FailoverLimits LIMITS =
      new FailoverLimits(
          FailoverLimits.SHIPPED.opening(),
          new FailoverLimits.ProbeLimits(
              Duration.ofMillis(50),
              Duration.ofMillis(100),
              3,
              Duration.ofMillis(100),
              Duration.ZERO),
          new FailoverLimits.FlapLimits(3, Duration.ofMinutes(5), Duration.ZERO, Duration.ZERO),
          Duration.ofSeconds(5));

  private Quick() {}
}
