package dev.homeroom.operations;

import dev.homeroom.cache.CacheStatus.Snapshot;
import dev.homeroom.cache.failover.FailoverLimits;
import dev.homeroom.operations.DetailedHealthView.CacheCheck;
import dev.homeroom.operations.DetailedHealthView.Check;
import dev.homeroom.operations.DetailedHealthView.Checks;
import dev.homeroom.operations.DetailedHealthView.Memory;
import dev.homeroom.settings.BuildVersion;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;

/** Builds the detailed health of this server. */
@ApplicationScoped
class DetailedHealth {
  private static final String HEALTHY = "healthy";
  private static final String DEGRADED = "degraded";
  private static final String UNHEALTHY = "unhealthy";
  private static final long MEGABYTE = 1_000_000;

  @Inject ServerState state;
  @Inject Clock clock;
  @Inject MonitoringConfig config;
  @Inject FailoverLimits limits;

  DetailedHealthView now() {
    boolean away = state.databaseAway() || !state.isReady();
    Check database =
        away
            ? new Check(UNHEALTHY, "The database does not answer.")
            : new Check(HEALTHY, "The database answers.");
    CacheCheck cache = cache(state.cache());
    Runtime runtime = Runtime.getRuntime();
    Memory memory =
        new Memory(
            (runtime.totalMemory() - runtime.freeMemory()) / MEGABYTE,
            runtime.totalMemory() / MEGABYTE,
            "MB");
    return new DetailedHealthView(
        away ? UNHEALTHY : cache.status(),
        "homeroom",
        BuildVersion.text(),
        clock.instant(),
        config.environment(),
        new Checks(database, cache, memory, ServerState.uptime().toSeconds()));
  }

  private CacheCheck cache(Snapshot known) {
    return switch (known.state()) {
      case REDIS -> CacheCheck.redis();
      case NOT_CONFIGURED -> memory(HEALTHY, "Redis is not configured.");
      case DEGRADED -> {
        String reason = known.lastError().map(error -> " (" + error + ")").orElse("");
        yield memory(DEGRADED, "Redis is away" + reason + "; memory answers.");
      }
      case RECOVERING -> memory(DEGRADED, recovering(known));
      case FORCED_MEMORY ->
          memory(DEGRADED, "An operator has set memory to answer instead of Redis.");
    };
  }

  private CacheCheck memory(String status, String message) {
    return CacheCheck.memory(status, state.memoryEntries(), message);
  }

  private String recovering(Snapshot known) {
    Duration lasted = Duration.between(known.since(), clock.instant());
    return lasted.compareTo(limits.failoverTimeout()) > 0
        ? "Redis answers again, but the return to it takes longer than CACHE_FAILOVER_TIMEOUT;"
            + " memory answers."
        : "Redis answers again; memory answers until it is used again.";
  }

  /** Returns 503 for an unhealthy server, else 200. */
  static int httpStatus(DetailedHealthView view) {
    return view.status().equals(UNHEALTHY) ? 503 : 200;
  }
}
