package dev.homeroom.cache.monitoring;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.homeroom.cache.CacheState;
import dev.homeroom.cache.RunningInstances.RunningInstance;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The state of the platform: cache, database and running servers.
 *
 * @param cacheState of the server that answers
 * @param cacheSince when that state began
 * @param databaseAvailable whether the server's last look at the database succeeded
 * @param running the number of servers that were seen in the last 30 s; null while the database is
 *     away, which alone knows
 * @param instances them, the oldest first, at most 100; empty while the database is away
 * @param cut whether there are more; omitted if not
 */
public record PlatformView(
    CacheState cacheState,
    Instant cacheSince,
    boolean databaseAvailable,
    @Nullable Integer running,
    List<RunningInstance> instances,
    @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean cut) {
  /** Copies the servers. */
  public PlatformView {
    instances = List.copyOf(instances);
  }
}
