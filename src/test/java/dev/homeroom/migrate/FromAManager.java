package dev.homeroom.migrate;

import dev.homeroom.cache.CacheCommands;
import dev.homeroom.cache.CacheHealth;
import dev.homeroom.cache.CacheManagement;
import dev.homeroom.cache.MemoryUse;
import dev.homeroom.cache.Source;
import dev.homeroom.cache.SyncFigures;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

class FromAManager {
  // new CacheManager(config); await cacheManager.initialize(); await getCacheManager()
  @Inject CacheCommands<String> cache;
  @Inject CacheManagement manager;
  @Inject MemoryUse memory;

  void basic() {
    // await cacheManager.set('key', 'value')
    cache.set("key", "value");
    // await cacheManager.set('key', 'value', 60000)
    cache.set("key", "value", Duration.ofMinutes(1));
    // await cacheManager.get('key')
    @Nullable String value = cache.get("key");
    // await cacheManager.exists('key')
    long there = cache.exists("key");
    // await cacheManager.expire('key', 60)
    boolean wasThere = cache.expire("key", Duration.ofMinutes(1));
    // await cacheManager.ttl('key')
    long seconds = cache.ttlSeconds("key");
    // await cacheManager.del('key')
    long deleted = cache.delete("key");
    log(value, there, wasThere, seconds, deleted);
  }

  void hashes() {
    // await cacheManager.hset('hash', 'field', 'value')
    boolean isNew = cache.hset("hash", "field", "value");
    // await cacheManager.hget('hash', 'field')
    @Nullable String value = cache.hget("hash", "field");
    // await cacheManager.hexists('hash', 'field')
    boolean there = cache.hexists("hash", "field");
    // await cacheManager.hdel('hash', 'field')
    long deleted = cache.hdel("hash", "field");
    log(isNew, value, there, deleted);
  }

  void batches() {
    // await cacheManager.mset([['key1', 'value1'], ['key2', 'value2']])
    cache.mset(Map.of("key1", "value1", "key2", "value2"));
    // await cacheManager.mget('key1', 'key2', 'none')
    List<@Nullable String> values = cache.mget(List.of("key1", "key2", "none"));
    log(values);
  }

  void numbers() {
    // await cacheManager.incr('count')
    long one = cache.incr("count");
    // await cacheManager.incrby('count', 5)
    long six = cache.incrBy("count", 5);
    // await cacheManager.decr('count')
    long five = cache.decr("count");
    // await cacheManager.decrby('count', 2)
    long three = cache.decrBy("count", 2);
    log(one, six, five, three);
  }

  void management(String ownPrefix) {
    // await cacheManager.flushall()
    long deleted = manager.flush(ownPrefix);
    // cacheManager.getCurrentProvider()
    Source provider = manager.provider();
    // cacheManager.getHealthStatus()
    CacheHealth health = manager.health();
    // cacheManager.getMemoryCacheMetrics(): itemCount, memoryUsage
    long items = memory.size();
    long bytes = memory.bytes();
    // cacheManager.getSyncStats()
    SyncFigures sync = manager.sync();
    // cacheManager.switchToMemoryCache()
    manager.switchToMemory("maintenance of Redis, A. Weber");
    // await cacheManager.switchToRedis()
    boolean isUsedSoon = manager.switchToRedis();
    log(deleted, provider, health, items, bytes, sync, isUsedSoon);
  }

  void log(@Nullable Object... values) {
    System.getLogger("example").log(System.Logger.Level.DEBUG, List.of(values.length));
  }
}
