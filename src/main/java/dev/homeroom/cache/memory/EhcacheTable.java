package dev.homeroom.cache.memory;

import java.util.ArrayList;
import java.util.List;
import javax.cache.Cache;
import javax.cache.CacheManager;
import org.ehcache.config.builders.CacheConfigurationBuilder;
import org.ehcache.config.builders.ResourcePoolsBuilder;
import org.ehcache.jsr107.Eh107Configuration;
import org.ehcache.jsr107.config.ConfigurationElementState;
import org.ehcache.jsr107.config.Jsr107CacheConfiguration;
import org.jspecify.annotations.Nullable;

/** A cache of Ehcache, reached through JCache, that keeps its values by reference. */
final class EhcacheTable<T extends Kept> {
  /** Disables JCache's MBeans, which would show zeros only: {@link DisabledStatistics}. */
  private static final Jsr107CacheConfiguration NO_MBEANS =
      new Jsr107CacheConfiguration(
          ConfigurationElementState.DISABLED, ConfigurationElementState.DISABLED);

  private final Cache<String, T> cache;

  /** The same cache by Ehcache's own interface, whose reads make less garbage. */
  private final org.ehcache.Cache<String, T> quick;

  /** Makes an empty one; it evicts nothing by itself as long as there are no more than this. */
  EhcacheTable(CacheManager manager, String name, Class<T> type, long most) {
    cache =
        manager.createCache(
            name,
            Eh107Configuration.fromEhcacheCacheConfiguration(
                CacheConfigurationBuilder.newCacheConfigurationBuilder(
                        String.class, type, ResourcePoolsBuilder.heap(most))
                    .withService(NO_MBEANS)));
    quick = unwrapped(cache);
  }

  /** Returns Ehcache's own cache behind a cache of JCache. */
  @SuppressWarnings("unchecked")
  private static <T> org.ehcache.Cache<String, T> unwrapped(Cache<String, T> cache) {
    return cache.unwrap(org.ehcache.Cache.class);
  }

  @Nullable T get(String key) {
    return quick.get(key);
  }

  /** Keeps one, and returns the key's last one. */
  @Nullable T put(T kept) {
    return cache.getAndPut(kept.key(), kept);
  }

  /** Removes what a key has, and returns it. */
  @Nullable T remove(String key) {
    return cache.getAndRemove(key);
  }

  /** Removes this one, which is here. */
  void remove(T kept) {
    cache.remove(kept.key(), kept);
  }

  List<String> keys() {
    List<String> keys = new ArrayList<>();
    for (org.ehcache.Cache.Entry<String, T> each : quick) {
      keys.add(each.getKey());
    }
    return keys;
  }
}
