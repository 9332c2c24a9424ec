package dev.homeroom.operations;

import dev.homeroom.cache.CacheState;
import dev.homeroom.cache.CacheStatus.Snapshot;
import dev.homeroom.cache.StateChange;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The health of Redis, from known data. Holds no address and no secret: reasons are a few words of
 * the gate's own.
 *
 * @param redisAvailable whether Redis answers readers now
 * @param redisStatus {@code connected} or {@code disconnected}
 * @param state the state of the cache
 * @param since when the state began
 * @param latencyMs of the last good probe, in milliseconds; null before the first
 * @param lastError the last reason why Redis was left or could not be reached; null if none
 * @param nextProbe the time of the next probe; null while there is none
 * @param history the last changes of state, oldest first, at most 20
 */
public record RedisHealthView(
    boolean redisAvailable,
    String redisStatus,
    CacheState state,
    Instant since,
    @Nullable Double latencyMs,
    @Nullable String lastError,
    @Nullable Instant nextProbe,
    List<Change> history) {
  private static final int MOST_CHANGES = 20;

  /** Copies the history. */
  public RedisHealthView {
    history = List.copyOf(history);
  }

  /** One change of state. */
  public record Change(Instant at, CacheState from, CacheState to, String reason) {
    private static Change of(StateChange change) {
      return new Change(change.at(), change.from(), change.to(), change.reason());
    }
  }

  /** Returns the health of Redis from a snapshot. */
  static RedisHealthView of(Snapshot known) {
    boolean available = known.state() == CacheState.REDIS;
    List<StateChange> all = known.history();
    return new RedisHealthView(
        available,
        available ? "connected" : "disconnected",
        known.state(),
        known.since(),
        known.latencyMillis().map(RedisHealthView::rounded).orElse(null),
        known.lastError().orElse(null),
        known.nextProbe().orElse(null),
        all.subList(Math.max(0, all.size() - MOST_CHANGES), all.size()).stream()
            .map(Change::of)
            .toList());
  }

  private static double rounded(double millis) {
    return Math.round(millis * 100) / 100.0;
  }
}
