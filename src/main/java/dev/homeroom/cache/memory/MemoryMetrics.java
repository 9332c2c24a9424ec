package dev.homeroom.cache.memory;

import dev.homeroom.cache.spi.LocalTier;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Startup;
import jakarta.inject.Inject;
import org.eclipse.microprofile.metrics.Metadata;
import org.eclipse.microprofile.metrics.MetricRegistry;

/** What {@code /metrics} says of memory: how much of each bound is taken. */
@ApplicationScoped
class MemoryMetrics {
  @Inject MetricRegistry registry;
  @Inject @LocalTier MemoryTier memory;

  void register(@Observes @Priority(60) Startup event) {
    Metadata entries =
        Metadata.builder()
            .withName("cache_memory_entries")
            .withDescription("Entries in memory; CACHE_MEMORY_ENTRIES is their bound")
            .build();
    registry.gauge(entries, memory, MemoryTier::size);
    Metadata bytes =
        Metadata.builder()
            .withName("cache_memory_bytes")
            .withDescription("Bytes that they count for; CACHE_MEMORY_BYTES is their bound")
            .build();
    registry.gauge(bytes, memory, MemoryTier::bytes);
  }
}
