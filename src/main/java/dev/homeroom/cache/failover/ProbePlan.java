package dev.homeroom.cache.failover;

import dev.homeroom.cache.failover.FailoverLimits.ProbeLimits;
import java.time.Duration;
import java.util.function.DoubleSupplier;

/**
 * When the probe looks next while DEGRADED, and how often in a row it has found Redis well. Not
 * safe for threads.
 */
final class ProbePlan {
  /** Each interval is longer or shorter by up to this part of it. */
  private static final double JITTER = 0.2;

  private final ProbeLimits limits;
  private final DoubleSupplier random;
  private long next;
  private long heldUntil;
  private long firstGood;
  private int good;
  private boolean enough;

  ProbePlan(ProbeLimits limits, DoubleSupplier random, long now) {
    this.limits = limits;
    this.random = random;
    this.next = now;
    this.heldUntil = now;
  }

  /** Begins anew: DEGRADED was entered, and good probes count only after the hold. */
  void begin(long now, Duration hold) {
    heldUntil = now + hold.toNanos();
    failed(now);
  }

  /** Returns for how long good probes do not count yet. */
  Duration held(long now) {
    return Duration.ofNanos(Math.max(0, heldUntil - now));
  }

  /** Looks at once: a person wants Redis again. */
  void beginAtOnce(long now) {
    begin(now, Duration.ZERO);
    next = now;
  }

  /** Counts from the start again. */
  void failed(long now) {
    good = 0;
    enough = false;
    next = now + jittered();
  }

  /** Counts a good probe; after the last that is needed, the next is the canary. */
  void good(long now) {
    if (now - heldUntil < 0) {
      failed(now);
      return;
    }
    if (good == 0) {
      firstGood = now;
    }
    good++;
    long left = firstGood + limits.goodFor().toNanos() - now;
    enough = good >= limits.goodProbes() && left <= 0;
    next = now + (enough ? part(limits.rejoinWithin()) : untilNextGood(left));
  }

  /** Ends the count as soon as it can end, if that is within an interval. */
  private long untilNextGood(long left) {
    boolean nextMayBeLast = good + 1 >= limits.goodProbes();
    long longest = (long) (limits.interval().toNanos() * (1 + JITTER));
    return nextMayBeLast && left > 0 && left <= longest ? left : jittered();
  }

  private long jittered() {
    return (long) (limits.interval().toNanos() * (1 - JITTER + 2 * JITTER * random.getAsDouble()));
  }

  private long part(Duration most) {
    return (long) (most.toNanos() * random.getAsDouble());
  }

  /** Returns whether Redis was well often and long enough. */
  boolean isEnough() {
    return enough;
  }

  /** Returns how many good ones were counted. */
  int good() {
    return good;
  }

  /** Returns when to look, by the ticker. */
  long next() {
    return next;
  }
}
