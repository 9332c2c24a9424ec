package dev.homeroom.cache.generations;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Startup;
import jakarta.inject.Inject;
import org.eclipse.microprofile.metrics.Metadata;
import org.eclipse.microprofile.metrics.MetricRegistry;

/**
 * Registers the metrics of generations: the age of the last poll, and whether the database is away.
 */
@ApplicationScoped
class GenerationMetrics {
  private static final double NANOS = 1e9;

  @Inject MetricRegistry registry;
  @Inject Generations generations;

  void register(@Observes @Priority(60) Startup event) {
    Metadata age =
        Metadata.builder()
            .withName("cache_generation_age_seconds")
            .withDescription("Time since the generations were last read")
            .build();
    registry.gauge(age, generations, known -> known.age().toNanos() / NANOS);
    Metadata away =
        Metadata.builder()
            .withName("database_away")
            .withDescription("1 while the last poll of the database failed, else 0")
            .build();
    registry.gauge(away, generations, known -> known.databaseAway() ? 1 : 0);
  }
}
