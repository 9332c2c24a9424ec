package dev.homeroom.cache.redis;

import dev.homeroom.cache.spi.DescribedMetric;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.microprofile.metrics.Counter;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.Tag;
import org.eclipse.microprofile.metrics.Timer;

/** Records the metrics of Redis: time and failures per command, with REDIS_NAME as label. */
final class RedisMetrics implements CommandTimer {
  private final MetricRegistry registry;
  private final Tag redis;
  private final Map<String, Timer> times = new ConcurrentHashMap<>();
  private final Map<String, Counter> failures = new ConcurrentHashMap<>();

  RedisMetrics(MetricRegistry registry, String name) {
    this.registry = registry;
    this.redis = new Tag("redis", name);
  }

  @Override
  public void took(String command, long nanos, boolean answered) {
    times.computeIfAbsent(command, this::timer).update(Duration.ofNanos(nanos));
    if (!answered) {
      failures.computeIfAbsent(command, this::counter).inc();
    }
  }

  private Timer timer(String command) {
    return registry.timer(
        DescribedMetric.of(
            "cache_redis_command", "Time of Redis commands, with the wait for a connection."),
        new Tag("command", command),
        redis);
  }

  private Counter counter(String command) {
    return registry.counter(
        DescribedMetric.of("cache_redis_failures", "Redis commands that were not answered."),
        new Tag("command", command),
        redis);
  }
}
