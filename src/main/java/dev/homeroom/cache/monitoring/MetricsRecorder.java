package dev.homeroom.cache.monitoring;

import dev.homeroom.cache.Region;
import dev.homeroom.cache.Source;
import dev.homeroom.cache.spi.CacheRecorder;
import dev.homeroom.cache.spi.DescribedMetric;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.microprofile.metrics.Counter;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.Tag;
import org.eclipse.microprofile.metrics.Timer;

/**
 * Counts the cache's operations as MicroProfile metrics; the registry adds {@code _total}. Regions
 * are labels, keys never. A failure of the registry is logged once and ends the counting: it never
 * breaks a cache call.
 */
class MetricsRecorder implements CacheRecorder {
  private static final System.Logger LOGGER = System.getLogger(MetricsRecorder.class.getName());

  /** The most regions with labels of their own; further ones are counted together. */
  private static final int MAX_REGIONS = 32;

  private final MetricRegistry registry;

  private final ConcurrentHashMap<String, RegionMetrics> regions = new ConcurrentHashMap<>();
  private final ConcurrentHashMap<Evicted, Counter> evictions = new ConcurrentHashMap<>();
  private volatile boolean failed;

  MetricsRecorder(MetricRegistry registry) {
    this.registry = registry;
  }

  @Override
  public void count(Source tier, Operation operation, Region<?> region) {
    // Each hit comes here: it makes no object.
    if (!failed) {
      try {
        metrics(region.name()).count(tier, operation);
      } catch (RuntimeException e) {
        end(e);
      }
    }
  }

  /** Registers its counters now, so that a count looks nothing up. */
  @Override
  public OperationCounter operations(String resource) {
    if (failed) {
      return (tier, operation) -> {};
    }
    RegionMetrics known = metrics(resource);
    return (tier, operation) -> {
      if (!failed) {
        try {
          known.count(tier, operation);
        } catch (RuntimeException e) {
          end(e);
        }
      }
    };
  }

  @Override
  public void countUnstored(Region<?> region, Unstored reason) {
    unstored(region.name(), reason);
  }

  @Override
  public void unstored(String region, Unstored reason) {
    Tag resource = new Tag("resource", region);
    count("cache_unstored", "Values served and not stored.", reason(reason), resource);
  }

  @Override
  public void countRefused(Region<?> region, Refused reason) {
    count("cache_refused", "Entries found and refused.", reason(reason), resource(region));
  }

  @Override
  public void loaded(Region<?> region, long nanos) {
    guarded(() -> metrics(region.name()).loads().update(Duration.ofNanos(nanos)));
  }

  @Override
  public void joined(Region<?> region) {
    count("cache_singleflight_waiters", "Callers that joined a running load.", resource(region));
  }

  @Override
  public void rejected(Region<?> region) {
    count("cache_loads_rejected", "Callers refused as too many loads waited.", resource(region));
  }

  @Override
  public void evicted(String region, Evicted bound) {
    guarded(
        () -> {
          evictions.computeIfAbsent(bound, this::evictions).inc();
          metrics(region).count(Source.MEMORY, Operation.EVICT);
        });
  }

  private Counter evictions(Evicted bound) {
    return counter(
        "cache_evictions",
        "Entries that memory evicted to keep within one of its limits.",
        reason(bound));
  }

  private RegionMetrics metrics(String region) {
    RegionMetrics known = regions.get(region);
    return known != null ? known : newMetrics(region);
  }

  private RegionMetrics newMetrics(String region) {
    String name = regions.size() < MAX_REGIONS ? region : "other";
    return regions.computeIfAbsent(region, ignored -> new RegionMetrics(name));
  }

  private void count(String name, String description, Tag... tags) {
    guarded(() -> counter(name, description, tags).inc());
  }

  private static Tag reason(Enum<?> reason) {
    return new Tag("reason", lower(reason));
  }

  private static Tag resource(Region<?> region) {
    return new Tag("resource", region.name());
  }

  private Counter counter(String name, String description, Tag... tags) {
    return registry.counter(DescribedMetric.of(name, description), tags);
  }

  private static String lower(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  private void guarded(Runnable counting) {
    if (!failed) {
      try {
        counting.run();
      } catch (RuntimeException e) {
        end(e);
      }
    }
  }

  private void end(RuntimeException failure) {
    failed = true;
    LOGGER.log(
        System.Logger.Level.WARNING,
        "Cache metrics failed and are off. This means: figures of the cache no longer"
            + " change; answers are not affected. Do: report this, and restart to get them"
            + " back.",
        failure);
  }

  /** The counters of one region, kept so that a count needs no look-up in the registry. */
  private final class RegionMetrics {
    private final Tag resource;
    private final Map<Source, Map<Operation, Counter>> operations = new EnumMap<>(Source.class);
    private final Timer loads;

    RegionMetrics(String name) {
      resource = new Tag("resource", name);
      for (Source tier : List.of(Source.MEMORY, Source.REDIS)) {
        operations.put(tier, operationsOf(tier));
      }
      loads = registry.timer(DescribedMetric.of("cache_load", "Time that loaders took."), resource);
    }

    private Map<Operation, Counter> operationsOf(Source tier) {
      Map<Operation, Counter> counters = new EnumMap<>(Operation.class);
      for (Operation operation : Operation.values()) {
        counters.put(
            operation,
            counter(
                "cache_operations",
                "Operations of the cache, by tier and region.",
                new Tag("type", tier.text()),
                new Tag("operation", lower(operation)),
                resource));
      }
      return counters;
    }

    void count(Source tier, Operation operation) {
      Map<Operation, Counter> counters = operations.get(tier);
      Counter counter = counters == null ? null : counters.get(operation);
      if (counter != null) {
        counter.inc();
      }
    }

    Timer loads() {
      return loads;
    }
  }
}
