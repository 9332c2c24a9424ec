package dev.homeroom.cache.monitoring;

import dev.homeroom.cache.spi.DescribedMetric;
import dev.homeroom.time.BackgroundLoop;
import dev.homeroom.time.BackgroundLoops;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Startup;
import jakarta.inject.Inject;
import org.eclipse.microprofile.metrics.Metadata;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.Tag;

/** Registers the metrics of background loops: the number of failed steps of each. */
@ApplicationScoped
class BackgroundMetrics {
  @Inject MetricRegistry registry;
  @Inject BackgroundLoops loops;

  /** Runs after all loops of the start. */
  void register(@Observes @Priority(950) Startup event) {
    Metadata failures =
        DescribedMetric.of(
            "background_failures",
            "Steps of background work that failed since the start; it goes on by itself");
    for (BackgroundLoop loop : loops.all()) {
      registry.gauge(failures, loop, BackgroundLoop::failures, new Tag("loop", loop.name()));
    }
  }
}
