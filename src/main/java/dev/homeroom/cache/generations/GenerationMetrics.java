package dev.homeroom.cache.generations;

import dev.homeroom.cache.spi.DescribedMetric;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Startup;
import jakarta.inject.Inject;
import org.eclipse.microprofile.metrics.MetricRegistry;

/** Registers the metrics of generations and of the database's absence. */
@ApplicationScoped
class GenerationMetrics {
  private static final double NANOS = 1e9;

  @Inject MetricRegistry registry;
  @Inject Generations generations;

  void register(@Observes @Priority(60) Startup event) {
    registry.gauge(
        DescribedMetric.of(
            "cache_generation_age_seconds", "Time since the generations were last read"),
        generations,
        known -> known.age().toNanos() / NANOS);
    registry.gauge(
        DescribedMetric.of("database_away", "1 while the last poll of the database failed, else 0"),
        generations,
        known -> known.databaseAway() ? 1 : 0);
  }
}
