package dev.homeroom.cache.failover;

import dev.homeroom.settings.Settings;
import java.time.Duration;

/**
 * The limits of failover: when Redis is left, how it is probed, and when it is used again. {@code
 * docs/settings.md} lists the settings, {@code docs/when-redis-is-down.md} describes their effect.
 *
 * @param opening when calls lead to DEGRADED
 * @param probing how Redis is probed
 * @param flapping how a Redis that comes and goes is left alone
 * @param failoverTimeout the time after which health reports a failover as late, {@code
 *     CACHE_FAILOVER_TIMEOUT}
 */
public record FailoverLimits(
    OpeningLimits opening, ProbeLimits probing, FlapLimits flapping, Duration failoverTimeout) {

  /**
   * The limits of failed calls that lead to DEGRADED.
   *
   * @param failuresInARow this many, {@code CACHE_FAILURES_TO_OPEN}
   * @param minCalls half of the window's calls is enough once they are this many
   * @param window how long a call is counted
   * @param slowCall an answer that took longer counts as failed
   * @param longestCall until then after a change of state, failures may be those of older calls
   */
  public record OpeningLimits(
      int failuresInARow, int minCalls, Duration window, Duration slowCall, Duration longestCall) {}

  /**
   * The times and counts of probes.
   *
   * @param interval between two probes while DEGRADED, ± 20 %, {@code CACHE_HEALTH_INTERVAL}
   * @param idle after the last good call, while REDIS
   * @param goodProbes at least this many lead back, {@code CACHE_GOOD_PROBES}
   * @param goodFor from the first good probe to the last, at least
   * @param rejoinWithin then a random wait up to this, so that instances do not come back at once
   */
  public record ProbeLimits(
      Duration interval, Duration idle, int goodProbes, Duration goodFor, Duration rejoinWithin) {}

  /**
   * The limits by which a Redis that comes and goes is left alone.
   *
   * @param entries into DEGRADED, of which the last is held
   * @param within the time in which they are counted
   * @param hold the first hold, {@code CACHE_FLAP_HOLD}; zero is off
   * @param maxHold up to which it doubles
   */
  public record FlapLimits(int entries, Duration within, Duration hold, Duration maxHold) {}

  private static final int IDLE_INTERVALS = 5;
  private static final Duration MAX_HOLD = Duration.ofSeconds(60);
  private static final Duration ONE_MINUTE = Duration.ofSeconds(60);
  private static final Duration ONE_SECOND = Duration.ofSeconds(1);

  /** The shipped values. */
  public static final FailoverLimits SHIPPED = of(5, 3, ONE_SECOND, Duration.ofSeconds(10));

  private static FailoverLimits of(int failures, int probes, Duration interval, Duration hold) {
    return new FailoverLimits(
        new OpeningLimits(
            failures, 10, Duration.ofSeconds(10), Duration.ofMillis(200), Duration.ofMillis(300)),
        new ProbeLimits(
            interval,
            interval.multipliedBy(IDLE_INTERVALS),
            probes,
            Duration.ofSeconds(2),
            ONE_SECOND),
        new FlapLimits(3, Duration.ofMinutes(5), hold, MAX_HOLD),
        Duration.ofSeconds(5));
  }

  /**
   * Reads the settings.
   *
   * @throws dev.homeroom.settings.InvalidSettingException if one is out of range
   */
  public static FailoverLimits from(Settings settings) {
    FailoverLimits limits =
        of(
            settings.integer("CACHE_FAILURES_TO_OPEN", 5, 1, 1_000),
            settings.integer("CACHE_GOOD_PROBES", 3, 1, 100),
            settings.duration(
                "CACHE_HEALTH_INTERVAL", ONE_SECOND, Duration.ofMillis(100), ONE_MINUTE),
            hold(settings));
    Duration timeout =
        settings.duration(
            "CACHE_FAILOVER_TIMEOUT", SHIPPED.failoverTimeout(), ONE_SECOND, ONE_MINUTE);
    return new FailoverLimits(limits.opening(), limits.probing(), limits.flapping(), timeout);
  }

  private static Duration hold(Settings settings) {
    String key = "CACHE_FLAP_HOLD";
    // A zero needs no unit.
    return settings.text(key).filter("0"::equals).isPresent()
        ? Duration.ZERO
        : settings.duration(key, SHIPPED.flapping().hold(), Duration.ZERO, MAX_HOLD);
  }
}
