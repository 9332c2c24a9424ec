package dev.homeroom.cache;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What is known of Redis, without asking it: for health, statistics and metrics. Port; implemented
 * in {@code cache.failover}. Safe for all threads; never blocks.
 */
public interface CacheStatus {
  /** Returns what is known now. */
  Snapshot snapshot();

  /** Returns how often the state has changed since the start. */
  long changes();

  /**
   * Keeps readers on memory until {@link #auto}; changes nothing while no Redis is set.
   *
   * @param reason who or what wants it, for the log and the history
   */
  void forceMemory(String reason);

  /** Ends {@link #forceMemory}: DEGRADED, until the probe finds Redis well. */
  void auto();

  /**
   * What is known at one moment.
   *
   * @param state now
   * @param since when it began
   * @param lastError why Redis was left or could not be reached last; empty if never
   * @param nextProbe when the probe looks next; empty while none is planned
   * @param latencyMillis of the last good probe; empty before the first
   * @param runId of the server that the last good probe met; empty before the first
   * @param history the last changes, oldest first, at most 100
   */
  record Snapshot(
      CacheState state,
      Instant since,
      Optional<String> lastError,
      Optional<Instant> nextProbe,
      Optional<Double> latencyMillis,
      Optional<String> runId,
      List<StateChange> history) {
    /** Copies the history. */
    public Snapshot {
      history = List.copyOf(history);
    }
  }
}
