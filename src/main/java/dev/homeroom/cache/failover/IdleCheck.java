package dev.homeroom.cache.failover;

import java.time.Duration;

/**
 * Schedules probes while Redis is in use: after a silence, on request, and once more after a failed
 * probe. Not thread-safe.
 */
final class IdleCheck {
  private final long silenceNanos;

  private long lastGood;

  private boolean failed;
  private boolean wanted;

  IdleCheck(Duration silence, long now) {
    this.silenceNanos = silence.toNanos();
    this.lastGood = now;
  }

  void answered(long now) {
    lastGood = now;
  }

  /** Requests a check, which is due at once. */
  void want() {
    wanted = true;
  }

  /** Notes that a probe begins, which fulfils every request. */
  void begun() {
    wanted = false;
  }

  void wentWell(long now) {
    failed = false;
    lastGood = now;
  }

  /** Notes a failed check; returns whether it is the second in a row. */
  boolean failedAgain() {
    boolean second = failed;
    failed = true;
    return second;
  }

  long next(long now) {
    return failed || wanted ? now : lastGood + silenceNanos;
  }
}
