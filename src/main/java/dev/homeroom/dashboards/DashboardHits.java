package dev.homeroom.dashboards;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.eclipse.microprofile.metrics.Counter;
import org.eclipse.microprofile.metrics.Metadata;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.jspecify.annotations.Nullable;

/** Counts the dashboards that were answered before JAX-RS, whose statistics do not have them. */
@ApplicationScoped
class DashboardHits {
  @Inject MetricRegistry registry;

  private @Nullable Counter hits;

  @PostConstruct
  void register() {
    hits =
        registry.counter(
            Metadata.builder()
                .withName("dashboard_hits")
                .withDescription("Dashboards answered from memory before JAX-RS")
                .build());
  }

  void count() {
    if (hits != null) {
      hits.inc();
    }
  }
}
