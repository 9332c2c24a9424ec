package dev.homeroom.cache.failover;

import java.time.Duration;

/** The length of an outage, and the time of its last summary in the log. Not thread-safe. */
final class OutageSummary {
  private static final long SUMMARY_NANOS = Duration.ofMinutes(1).toNanos();

  private long began;
  private long said;
  private long failedProbes;

  /** Begins a new outage, which the log line of its change has announced. */
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

  /** Returns whether the last summary is a minute old; if so, the next minute begins. */
  boolean isSummaryDue(long now) {
    if (now - said < SUMMARY_NANOS) {
      return false;
    }
    said = now;
    return true;
  }
}
