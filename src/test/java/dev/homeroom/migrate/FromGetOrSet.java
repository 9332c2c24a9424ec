package dev.homeroom.migrate;

import dev.homeroom.cache.CacheCommands;
import dev.homeroom.cache.CacheManagement;
import dev.homeroom.cache.CacheService;
import dev.homeroom.cache.CacheStats;
import dev.homeroom.cache.Tag;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

class FromGetOrSet {
  @Inject CacheCommands<String> cacheService;
  @Inject CacheService cache;
  @Inject CacheManagement management;

  // await cacheService.set("user:123", userData, 3600000)
  void set(String key, String userData) {
    cacheService.set(key, userData, Duration.ofHours(1));
  }

  // await cacheService.get("user:123")
  @Nullable String get(String key) {
    return cacheService.get(key);
  }

  // await cacheService.has("user:123")
  boolean has(String key) {
    return cacheService.exists(key) == 1;
  }

  // await cacheService.delete("user:123")
  boolean delete(String key) {
    return cacheService.delete(key) == 1;
  }

  // await cacheService.getOrSet("dashboard:school:123", async () => …, 5 * 60 * 1000)
  @Nullable String getOrSet(String key, Supplier<String> fetchDashboardData) {
    return cacheService.getOrSet(key, Duration.ofMinutes(5), fetchDashboardData);
  }

  // await dashboardService.invalidateDashboardCache(schoolId)
  void invalidateDashboards(String schoolId) {
    cache.invalidate(List.of(Tag.of("school", schoolId)));
  }

  // await cacheService.getStats()
  CacheStats stats() {
    return management.stats();
  }
}
