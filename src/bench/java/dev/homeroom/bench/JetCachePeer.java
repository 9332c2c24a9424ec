package dev.homeroom.bench;

import com.alicp.jetcache.Cache;
import com.alicp.jetcache.SimpleCacheManager;
import com.alicp.jetcache.anno.CacheConsts;
import com.alicp.jetcache.anno.CacheType;
import com.alicp.jetcache.embedded.CaffeineCacheBuilder;
import com.alicp.jetcache.redis.lettuce.RedisLettuceCacheBuilder;
import com.alicp.jetcache.support.Kryo5ValueDecoder;
import com.alicp.jetcache.support.Kryo5ValueEncoder;
import com.alicp.jetcache.template.CacheBuilderTemplate;
import com.alicp.jetcache.template.QuickConfig;
import io.lettuce.core.RedisClient;
import java.util.Map;

/**
 * JetCache with two levels: Caffeine in front of Redis by Lettuce, values by Kryo 5, and a channel
 * on which instances tell each other what to drop.
 */
final class JetCachePeer implements AutoCloseable {
  private static final int LOCAL_ENTRIES = 20_000; // as many as Homeroom's memory

  private final SimpleCacheManager manager = new SimpleCacheManager();
  private final RedisClient client;
  private final Cache<String, ClassReport> cache;

  /** Makes it in front of the Redis at this address. */
  JetCachePeer(String redisUrl) {
    client = RedisClient.create(redisUrl);
    var local = CaffeineCacheBuilder.createCaffeineCacheBuilder().keyConvertor(key -> key);
    var remote =
        RedisLettuceCacheBuilder.createRedisLettuceCacheBuilder()
            .redisClient(client)
            .broadcastChannel("jetcache-changes")
            .keyPrefix("jetcache:")
            .keyConvertor(key -> key)
            .valueEncoder(Kryo5ValueEncoder.INSTANCE)
            .valueDecoder(Kryo5ValueDecoder.INSTANCE);
    manager.setCacheBuilderTemplate(
        new CacheBuilderTemplate(
            false,
            Map.of(CacheConsts.DEFAULT_AREA, local),
            Map.of(CacheConsts.DEFAULT_AREA, remote)));
    cache =
        manager.getOrCreateCache(
            QuickConfig.newBuilder("reports:")
                .cacheType(CacheType.BOTH)
                .syncLocal(true)
                .localLimit(LOCAL_ENTRIES)
                .localExpire(ReportKeys.TTL)
                .expire(ReportKeys.TTL)
                .build());
  }

  /** Returns the value of a key, or throws: everything here is warm. */
  ClassReport get(String key) {
    ClassReport value = cache.get(key);
    if (value == null) {
      throw new IllegalStateException("not a hit: " + key);
    }
    return value;
  }

  /** Puts a value into both levels, and waits until Redis has it. */
  void put(String key, ClassReport value) {
    if (!cache.PUT(key, value).isSuccess()) {
      throw new IllegalStateException("not put: " + key);
    }
  }

  @Override
  public void close() {
    manager.close();
    client.shutdown();
  }
}
