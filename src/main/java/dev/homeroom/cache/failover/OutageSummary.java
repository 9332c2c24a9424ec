package dev.homeroom.cache.failover;

import java.time.Duration;

/** How long Redis has been away, and when that was said last. Not safe for threads. */
final class OutageSummary {
  private static final long SUMMARY_NANOS = Duration.ofMinutes(1).toNanos();

  private long began;
  private long said;
  private long failedProbes;

  /** Begins a new one, which was said by the line of its change. */
  void begin(long now) {
    began = now;
    said = now;
    failedProbes = 0;
  }

  void probeFailed() {
    failedProbes++;
  }

  long failedProbes() {
    return failedProbes;
  }

  Duration length(long now) {
    return Duration.ofNanos(now - began);
  }

  /** Returns whether a minute has passed since it was said last; then it counts as said. */
  boolean isSummaryDue(long now) {
    if (now - said < SUMMARY_NANOS) {
      return false;
    }
    said = now;
    return true;
  }
}
