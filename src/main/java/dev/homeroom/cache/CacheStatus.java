package dev.homeroom.cache;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The known status of Redis, for health, statistics and metrics; no call asks Redis. Port;
 * implemented in {@code cache.failover}. Safe for all threads; never blocks.
 */
public interface CacheStatus {
  /** Returns the present status. */
  Snapshot snapshot();

  /** Returns what the probe has found out. */
  ProbeFigures probes();

  /** Returns the number of changes of state since the start. */
  long changes();

  /**
   * Keeps readers on memory until {@link #auto}; changes nothing while no Redis is configured.
   *
   * @param reason the person and the purpose, for the log and the history
   */
  void forceMemory(String reason);

  /** Ends {@link #forceMemory}: DEGRADED, until the probe succeeds. */
  void auto();

  /**
   * The status at one moment.
   *
   * @param state now
   * @param since when it began
   * @param lastError why Redis was left or could not be reached last; empty if never
   * @param nextProbe the time of the next probe; empty while none is planned
   * @param latencyMillis of the last good probe; empty before the first
   * @param runId of the server at the last good probe; empty before the first
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
