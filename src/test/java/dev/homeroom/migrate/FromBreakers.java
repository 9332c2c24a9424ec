package dev.homeroom.migrate;

import dev.homeroom.cache.CacheCommands;
import dev.homeroom.cache.CacheHealth;
import dev.homeroom.cache.CacheManagement;
import dev.homeroom.cache.CacheStats;
import dev.homeroom.cache.CircuitFigures.OperationCalls;
import dev.homeroom.cache.MemoryUse;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

class FromBreakers {
  // getRedisService(); await redisService.connect()
  @Inject CacheCommands<String> redisService;
  @Inject CacheManagement management;
  @Inject MemoryUse memory;

  @Nullable String basic() {
    // await redisService.set('key', 'value', 300)
    redisService.set("key", "value", Duration.ofMinutes(5));
    // await redisService.get('key')
    return redisService.get("key");
  }

  List<@Nullable String> batches() {
    // await redisService.mset({ key1: 'value1', key2: 'value2' })
    redisService.mset(Map.of("key1", "value1", "key2", "value2"));
    // await redisService.mget(['key1', 'key2'])
    return redisService.mget(List.of("key1", "key2"));
  }

  @Nullable String hashes() {
    // await redisService.hset('hash', 'field', 'value')
    redisService.hset("hash", "field", "value");
    // await redisService.hget('hash', 'field')
    return redisService.hget("hash", "field");
  }

  List<String> lists() {
    // await redisService.lpush('list', 'item1', 'item2')
    redisService.lpush("list", List.of("item1", "item2"));
    // await redisService.lrange('list', 0, -1)
    return redisService.lrange("list", 0, -1);
  }

  // await redisService.healthCheck(): healthy, latency
  String health() {
    CacheHealth health = management.health();
    return health.isHealthy() + " " + health.latencyMillis();
  }

  // await redisService.getStats()
  CacheStats stats() {
    return management.stats();
  }

  // redisService.getFallbackCacheStats(): itemCount, calculatedSize
  String fallback() {
    return memory.size() + " " + memory.bytes();
  }

  // circuitBreaker.getMetrics('redis-get'); its state: management.circuit().state()
  @Nullable OperationCalls metrics() {
    return management.circuit().operations().get("redis-get");
  }
}
