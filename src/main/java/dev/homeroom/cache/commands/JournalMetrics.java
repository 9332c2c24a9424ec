package dev.homeroom.cache.commands;

import dev.homeroom.cache.spi.DescribedMetric;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Startup;
import jakarta.inject.Inject;
import org.eclipse.microprofile.metrics.Counter;
import org.eclipse.microprofile.metrics.MetricRegistry;

/** Registers the metrics of the journal. */
@ApplicationScoped
class JournalMetrics {
  private static final double MILLIS = 1e3;

  @Inject MetricRegistry registry;
  @Inject CommandTiers tiers;

  void register(@Observes @Priority(60) Startup event) {
    registry.gauge(
        DescribedMetric.of(
            "cache_journal_depth", "Keys that memory has changed in Redis' place; 10,000 at most"),
        tiers,
        now -> now.journal().depth());
    registry.gauge(
        DescribedMetric.of(
            "cache_journal_oldest_seconds", "Age of the oldest of these keys; 0 if there is none"),
        tiers,
        now -> now.journalMillis() / MILLIS);
    // The registry adds _total to its name.
    Counter overflows =
        registry.counter(
            DescribedMetric.of(
                "cache_journal_overflows",
                "Times that the journal was full: all keys that begin alike are deleted then"));
    tiers.journal().onOverflow(overflows::inc);
  }
}
