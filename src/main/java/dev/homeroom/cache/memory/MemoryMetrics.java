package dev.homeroom.cache.memory;

import dev.homeroom.cache.spi.DescribedMetric;
import dev.homeroom.cache.spi.LocalTier;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Startup;
import jakarta.inject.Inject;
import org.eclipse.microprofile.metrics.MetricRegistry;

/** Registers the metrics of memory: its entries and bytes. */
@ApplicationScoped
class MemoryMetrics {
  @Inject MetricRegistry registry;
  @Inject @LocalTier MemoryTier memory;

  void register(@Observes @Priority(60) Startup event) {
    registry.gauge(
        DescribedMetric.of(
            "cache_memory_entries", "Entries in memory; CACHE_MEMORY_ENTRIES is their bound"),
        memory,
        MemoryTier::size);
    registry.gauge(
        DescribedMetric.of(
            "cache_memory_bytes", "Bytes that they count for; CACHE_MEMORY_BYTES is their bound"),
        memory,
        MemoryTier::bytes);
  }
}
