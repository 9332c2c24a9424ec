package dev.homeroom.cache.memory;

import dev.homeroom.cache.CacheEntry;
import dev.homeroom.cache.CacheKey;
import dev.homeroom.cache.Source;
import dev.homeroom.cache.Tier;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import javax.cache.Cache;
import javax.cache.CacheManager;
import javax.cache.Caching;
import org.ehcache.config.builders.CacheConfigurationBuilder;
import org.ehcache.config.builders.ResourcePoolsBuilder;
import org.ehcache.core.config.DefaultConfiguration;
import org.ehcache.jsr107.Eh107Configuration;
import org.ehcache.jsr107.EhcacheCachingProvider;
import org.jspecify.annotations.Nullable;

/**
 * Entries in this instance's memory: Ehcache through JCache, <em>by reference</em>. A copy of an
 * entry would hold copies of cells that nobody raises, and stay valid for ever; so the pool is heap
 * only and has no copier, and the contract test compares identity (STACK.md §4).
 *
 * <p>Bounded by entries. The bound by bytes and the eviction policies come around this class, not
 * into it.
 */
public class MemoryTier implements Tier, AutoCloseable {
  private static final String CACHE = "entries";

  private final CacheManager manager;
  private final Cache<String, CacheEntry> entries;

  /**
   * Makes an empty tier.
   *
   * @param maxEntries at least 1; beyond, Ehcache evicts what was not used lately
   */
  public MemoryTier(int maxEntries) {
    ClassLoader loader = MemoryTier.class.getClassLoader();
    EhcacheCachingProvider provider =
        (EhcacheCachingProvider)
            Caching.getCachingProvider(EhcacheCachingProvider.class.getName(), loader);
    // A name of its own: two tiers of one JVM share nothing.
    URI name = URI.create("homeroom:" + UUID.randomUUID());
    manager = provider.getCacheManager(name, new DefaultConfiguration(loader));
    entries =
        manager.createCache(
            CACHE,
            Eh107Configuration.fromEhcacheCacheConfiguration(
                CacheConfigurationBuilder.newCacheConfigurationBuilder(
                    String.class, CacheEntry.class, ResourcePoolsBuilder.heap(maxEntries))));
  }

  @Override
  public Source source() {
    return Source.MEMORY;
  }

  @Override
  public @Nullable CacheEntry get(CacheKey<?> key) {
    return entries.get(key.text());
  }

  @Override
  public List<@Nullable CacheEntry> getAll(List<? extends CacheKey<?>> keys) {
    List<@Nullable CacheEntry> found = new ArrayList<>(keys.size());
    for (CacheKey<?> key : keys) {
      found.add(entries.get(key.text()));
    }
    return found;
  }

  @Override
  public void put(CacheEntry entry) {
    entries.put(entry.key(), entry);
  }

  @Override
  public void removeAll(Collection<String> keys) {
    for (String key : keys) {
      entries.remove(key);
    }
  }

  @Override
  public long size() {
    long size = 0;
    for (Cache.Entry<String, CacheEntry> ignored : entries) {
      size++;
    }
    return size;
  }

  @Override
  public void close() {
    manager.close();
  }
}
