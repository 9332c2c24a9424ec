package dev.homeroom.cache.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.homeroom.settings.Settings;
import dev.homeroom.testkit.KeptMetrics;
import dev.homeroom.testkit.LogCapture;
import jakarta.enterprise.event.Startup;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import org.junit.jupiter.api.Test;

/** What the start and the metrics call a Redis. */
class RedisNameTest {
  private static List<String> linesOfTheStart(Map<String, String> settings) {
    RedisEndpointProducer producer = new RedisEndpointProducer();
    producer.ticker = System::nanoTime;
    try (LogCapture log = new LogCapture("dev.homeroom.cache.redis.RedisEndpointProducer");
        RedisEndpoint endpoint =
            producer.endpoint(new Settings(key -> Optional.ofNullable(settings.get(key))))) {
      producer.check(new Startup(), endpoint);
      return log.linesFrom(Level.INFO);
    }
  }

  @Test
  void start_aRedisIsSet_saysItsNameAndPlace_andNoPassword() {
    Map<String, String> settings =
        new HashMap<>(Map.of("REDIS_URL", "redis://u:secret@cache.example:6380/2"));
    assertThat(linesOfTheStart(settings))
        .containsExactly("Redis default is at cache.example:6380/2.");
    settings.put("REDIS_NAME", "hall-b");
    assertThat(linesOfTheStart(settings))
        .containsExactly("Redis hall-b is at cache.example:6380/2.");
  }

  @Test
  void start_noRedisIsSet_saysNothingOfAPlace() {
    assertThat(linesOfTheStart(Map.of("REDIS_NAME", "hall-b"))).isEmpty();
  }

  @Test
  void metrics_areLabelledByCommandAndName_andNothingElse() {
    KeptMetrics metrics = new KeptMetrics();
    RedisMetrics times = new RedisMetrics(metrics.registry(), "hall-b");
    times.took("mget", 1_000, true);
    times.took("mget", 1_000, false);
    assertThat(metrics.counted())
        .isEqualTo(
            Map.of(
                "cache_redis_command{command=mget,redis=hall-b}", 2,
                "cache_redis_failures{command=mget,redis=hall-b}", 1));
  }
}
