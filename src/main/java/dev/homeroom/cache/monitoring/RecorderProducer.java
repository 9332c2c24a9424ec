package dev.homeroom.cache.monitoring;

import dev.homeroom.cache.spi.CacheRecorder;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.metrics.MetricRegistry;

/** Produces the recorder as a bean without a client proxy, since it counts each hit. */
@ApplicationScoped
class RecorderProducer {
  @Inject MetricRegistry registry;

  @Produces
  @Singleton
  CacheRecorder recorder() {
    return new MetricsRecorder(registry);
  }
}
