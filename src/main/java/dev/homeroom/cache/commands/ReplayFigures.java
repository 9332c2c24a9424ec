package dev.homeroom.cache.commands;

import dev.homeroom.cache.SyncFigures.Recovery;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** Counts what was replayed in Redis since the start. */
final class ReplayFigures {
  private final LongAdder deleted = new LongAdder();
  private final LongAdder raised = new LongAdder();
  private volatile long begunMillis;
  private volatile boolean runChanged;
  private volatile @Nullable Recovery last;

  void deleted(int keys) {
    deleted.add(keys);
  }

  void raised(int counters) {
    raised.add(counters);
  }

  /** Notes that a recovery begins. */
  void begins(long now, boolean otherRun) {
    begunMillis = now;
    runChanged = otherRun;
  }

  /** Notes that Redis is in use again. */
  void ended(long now) {
    Duration took = Duration.ofMillis(Math.max(0, now - begunMillis));
    last = new Recovery(Instant.ofEpochMilli(now), took, runChanged);
  }

  long deleted() {
    return deleted.sum();
  }

  long raised() {
    return raised.sum();
  }

  /** Returns the last recovery; null before the first. */
  @Nullable Recovery last() {
    return last;
  }
}
