package dev.homeroom.operations;

import dev.homeroom.operations.DetailedHealthView.CacheCheck;
import dev.homeroom.operations.DetailedHealthView.Check;
import dev.homeroom.operations.DetailedHealthView.Checks;
import dev.homeroom.operations.DetailedHealthView.Memory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;

/** Puts together how this server is. */
@ApplicationScoped
class DetailedHealth {
  private static final String HEALTHY = "healthy";
  private static final String UNHEALTHY = "unhealthy";
  private static final long MEGABYTE = 1_000_000;

  @Inject ServerState state;
  @Inject Clock clock;
  @Inject MonitoringConfig config;

  DetailedHealthView now() {
    boolean away = state.databaseAway() || !state.isReady();
    Check database =
        away
            ? new Check(UNHEALTHY, "The database does not answer.")
            : new Check(HEALTHY, "The database answers.");
    CacheCheck cache =
        new CacheCheck(HEALTHY, "in-memory", state.memoryEntries(), "Redis is not configured.");
    Runtime runtime = Runtime.getRuntime();
    Memory memory =
        new Memory(
            (runtime.totalMemory() - runtime.freeMemory()) / MEGABYTE,
            runtime.totalMemory() / MEGABYTE,
            "MB");
    return new DetailedHealthView(
        away ? UNHEALTHY : HEALTHY,
        "homeroom",
        ServerState.version(),
        clock.instant(),
        config.environment(),
        new Checks(database, cache, memory, ServerState.uptime().toSeconds()));
  }

  /** Returns 503 for an unhealthy server, else 200. */
  static int httpStatus(DetailedHealthView view) {
    return view.status().equals(UNHEALTHY) ? 503 : 200;
  }
}
