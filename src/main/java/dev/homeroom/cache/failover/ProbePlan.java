package dev.homeroom.cache.failover;

import dev.homeroom.cache.failover.FailoverLimits.ProbeLimits;
import java.time.Duration;
import java.util.function.DoubleSupplier;

/** Schedules the probes while DEGRADED, and counts successful ones in a row. Not thread-safe. */
final class ProbePlan {
  /** The part of the interval by which each one is randomly longer or shorter. */
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

  /** Begins when DEGRADED is entered; successful probes count only after the hold. */
  void begin(long now, Duration hold) {
    heldUntil = now + hold.toNanos();
    failed(now);
  }

  /** Returns how long successful probes do not count yet. */
  Duration held(long now) {
    return Duration.ofNanos(Math.max(0, heldUntil - now));
  }

  /** Begins without a hold, since an operator wants Redis again; the next probe is due at once. */
  void beginAtOnce(long now) {
    begin(now, Duration.ZERO);
    next = now;
  }

  /** Notes a failed probe: resets the good count. */
  void failed(long now) {
    good = 0;
    enough = false;
    next = now + jittered();
  }

  /** Counts a successful probe; after the last one needed, the next is the canary. */
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

  /** Returns the wait until the next probe: an interval, or less if the count can end earlier. */
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

  /** Returns whether enough probes have succeeded, over a long enough time. */
  boolean isEnough() {
    return enough;
  }

  int good() {
    return good;
  }

  long next() {
    return next;
  }
}
