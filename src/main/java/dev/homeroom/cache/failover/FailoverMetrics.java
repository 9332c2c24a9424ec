package dev.homeroom.cache.failover;

import dev.homeroom.cache.CacheState;
import dev.homeroom.cache.StateChange;
import dev.homeroom.cache.spi.DescribedMetric;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Startup;
import jakarta.inject.Inject;
import org.eclipse.microprofile.metrics.Counter;
import org.eclipse.microprofile.metrics.MetricRegistry;

/** Registers the metrics of the state and of the failed probes. */
@ApplicationScoped
class FailoverMetrics {
  private static final double NANOS = 1e9;

  @Inject MetricRegistry registry;
  @Inject StateMachine machine;

  void register(@Observes @Priority(60) Startup event) {
    registry.gauge(
        DescribedMetric.of(
            "cache_state", "0 NOT_CONFIGURED, 1 REDIS, 2 DEGRADED, 3 RECOVERING, 4 FORCED_MEMORY"),
        machine,
        now -> number(now.state()));
    registry.gauge(
        DescribedMetric.of("cache_state_seconds", "Time since the state of the cache changed"),
        machine,
        now -> now.timeInState().toNanos() / NANOS);
    changes();
    failedProbes();
  }

  /** Returns the number of a state, which does not depend on the order of the enum. */
  static int number(CacheState state) {
    return switch (state) {
      case NOT_CONFIGURED -> 0;
      case REDIS -> 1;
      case DEGRADED -> 2;
      case RECOVERING -> 3;
      case FORCED_MEMORY -> 4;
    };
  }

  void count(@Observes StateChange change) {
    changes().inc();
  }

  void countFailedProbe() {
    failedProbes().inc();
  }

  /** Returns the counter of changes; the registry adds {@code _total} to its name. */
  private Counter changes() {
    return registry.counter(
        DescribedMetric.of("cache_state_changes", "Changes of the state of the cache"));
  }

  private Counter failedProbes() {
    return registry.counter(DescribedMetric.of("cache_probe_failures", "Failed probes of Redis"));
  }
}
