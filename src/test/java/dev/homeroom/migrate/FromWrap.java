package dev.homeroom.migrate;

import dev.homeroom.cache.CacheCommands;
import dev.homeroom.cache.CacheManagement;
import dev.homeroom.cache.CacheStats;
import dev.homeroom.cache.CacheTtl;
import jakarta.inject.Inject;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

class FromWrap {
  private final CacheCommands<OrderRow> cache;
  private final CacheManagement management;

  @Inject
  FromWrap(CacheCommands<String> texts, CacheManagement management) {
    // One object for each type, kept: one value a key is made at a time in it.
    this.cache = texts.of(OrderRow.class);
    this.management = management;
  }

  // CacheKeys.workflow(locationId, workflowId)
  static String workflow(String location, String workflow) {
    return "workflow:" + location + ":" + workflow;
  }

  // await cache.get<OrderRow>(key)
  @Nullable OrderRow get(String key) {
    return cache.get(key);
  }

  // await cache.set(key, data, CacheTTL.MEDIUM)
  void set(String key, OrderRow data) {
    cache.set(key, data, CacheTtl.MEDIUM);
  }

  // await cache.del(key)
  long del(String key) {
    return cache.delete(key);
  }

  // await cache.exists(key)
  boolean exists(String key) {
    return cache.exists(key) == 1;
  }

  // await cache.wrap(key, async () => await expensiveOperation(), CacheTTL.ANALYSIS)
  @Nullable OrderRow wrap(String key, Supplier<OrderRow> expensiveOperation) {
    return cache.getOrSet(key, CacheTtl.ANALYSIS, expensiveOperation);
  }

  // await cache.flush()
  long flush(String ownPrefix) {
    return management.flush(ownPrefix);
  }

  // cache.getStats()
  CacheStats stats() {
    return management.stats();
  }
}
