package dev.homeroom.cache.failover;

import java.time.Duration;

/**
 * When Redis is looked at while it is in use: after a silence, when somebody asks for it, and once
 * more after it was not well. Not safe for threads.
 */
final class IdleCheck {
  private final long silenceNanos;

  /** The last sign that Redis is well: a call, or a check. */
  private long lastGood;

  private boolean failed;
  private boolean wanted;

  IdleCheck(Duration silence, long now) {
    this.silenceNanos = silence.toNanos();
    this.lastGood = now;
  }

  /** Redis is in use from now on. */
  void begin(long now) {
    wentWell(now);
  }

  /** A call was answered. */
  void answered(long now) {
    lastGood = now;
  }

  /** Somebody asks for a check, which is due at once. */
  void want() {
    wanted = true;
  }

  /** A probe begins, whatever for: it is what was asked for. */
  void begun() {
    wanted = false;
  }

  /** A check found Redis well. */
  void wentWell(long now) {
    failed = false;
    lastGood = now;
  }

  /** A check failed; returns whether it is the second in a row. */
  boolean failedAgain() {
    boolean second = failed;
    failed = true;
    return second;
  }

  /** Returns when the next check is due, by the ticker. */
  long next(long now) {
    return failed || wanted ? now : lastGood + silenceNanos;
  }
}
