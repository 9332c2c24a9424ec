package dev.homeroom.cache.monitoring;

import dev.homeroom.cache.CacheStatus;
import dev.homeroom.cache.CacheStatus.Snapshot;
import dev.homeroom.cache.KnownGenerations;
import dev.homeroom.cache.RunningInstances;
import dev.homeroom.cache.RunningInstances.RunningInstance;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;

/**
 * Reads the state of the platform. One statement asks the database which servers run; none is sent
 * while the database is known to be away.
 */
@ApplicationScoped
public class PlatformFigures {
  /** Three times as long as a server is silent. */
  private static final Duration SEEN = Duration.ofSeconds(30);

  private static final int MAX_ROWS = 100;

  @Inject CacheStatus cache;
  @Inject KnownGenerations generations;
  @Inject RunningInstances instances;

  /**
   * Returns the state of the platform.
   *
   * @throws RuntimeException if the database fails, and has not been known to be away
   */
  public PlatformView now() {
    Snapshot known = cache.snapshot();
    if (generations.databaseAway()) {
      return new PlatformView(known.state(), known.since(), false, null, List.of(), false);
    }
    List<RunningInstance> seen = instances.seenWithin(SEEN);
    return new PlatformView(
        known.state(),
        known.since(),
        true,
        seen.size(),
        seen.stream().limit(MAX_ROWS).toList(),
        seen.size() > MAX_ROWS);
  }
}
