package dev.homeroom.cache.memory;

import dev.homeroom.cache.spi.CacheRecorder;
import dev.homeroom.cache.spi.CacheRecorder.Evicted;
import dev.homeroom.cache.spi.EvictionPolicy;
import java.net.URI;
import java.util.UUID;
import javax.cache.CacheManager;
import javax.cache.Caching;
import org.ehcache.core.config.DefaultConfiguration;
import org.ehcache.jsr107.EhcacheCachingProvider;
import org.jspecify.annotations.Nullable;

/**
 * All that this instance's memory keeps: stamped entries and the values of the Redis-shaped
 * commands, in two caches of Ehcache within one pair of bounds.
 *
 * <p>Whoever changes it holds the lock of {@link #bounds}; readers take none.
 */
class MemoryStore implements AutoCloseable {
  private final CacheManager manager;
  private final EhcacheTable<MemoryEntry> entries;
  private final EhcacheTable<MemoryValue> values;
  private final Bounds bounds;
  private final CacheRecorder recorder;
  private final ValueSizes sizes = new ValueSizes();

  /**
   * Makes an empty one.
   *
   * @param maxEntries of both together; at least 1
   * @param maxBytes at least 1; what is larger by itself is not kept
   * @param policy selects what is evicted
   * @param recorder gets what is evicted
   */
  MemoryStore(int maxEntries, long maxBytes, EvictionPolicy policy, CacheRecorder recorder) {
    this.bounds = new Bounds(maxEntries, maxBytes, policy);
    this.recorder = recorder;
    ClassLoader loader = MemoryStore.class.getClassLoader();
    EhcacheCachingProvider provider =
        (EhcacheCachingProvider)
            Caching.getCachingProvider(EhcacheCachingProvider.class.getName(), loader);
    // A name of its own: two stores of one JVM share nothing.
    URI name = URI.create("homeroom:" + UUID.randomUUID());
    manager = provider.getCacheManager(name, new DefaultConfiguration(loader));
    // One more: a new one comes before an old one goes.
    entries = new EhcacheTable<>(manager, "entries", MemoryEntry.class, maxEntries + 1L);
    values = new EhcacheTable<>(manager, "values", MemoryValue.class, maxEntries + 1L);
  }

  EhcacheTable<MemoryEntry> entries() {
    return entries;
  }

  EhcacheTable<MemoryValue> values() {
    return values;
  }

  /** Returns what counts and selects, which is the lock of all changes too. */
  Bounds bounds() {
    return bounds;
  }

  CacheRecorder recorder() {
    return recorder;
  }

  ValueSizes sizes() {
    return sizes;
  }

  /**
   * Keeps one that fits in place of its key's last one, and evicts others until both bounds hold.
   *
   * @return false if it is refused, as nothing may be evicted for it
   */
  <T extends Kept> boolean put(EhcacheTable<T> table, T kept) {
    if (!bounds.evicts() && !bounds.hasRoom(table.get(kept.key()), kept.bytes())) {
      return false;
    }
    bounds.add(kept, table.put(kept));
    holdBounds(kept);
    return true;
  }

  /** Evicts others than the spared one until both bounds hold: decoded values first. */
  void holdBounds(Kept spared) {
    bounds.letValuesGo();
    for (Evicted why = bounds.exceeded(); why != null; why = bounds.exceeded()) {
      evict(bounds.next(spared), why);
    }
  }

  void evict(Kept gone, Evicted why) {
    if (gone instanceof MemoryEntry) {
      remove(entries, gone.key());
    } else {
      remove(values, gone.key());
    }
    recorder.evicted(gone.region(), why);
  }

  /** Removes what a key has, and returns it; null if there is none. */
  <T extends Kept> @Nullable T remove(EhcacheTable<T> table, String key) {
    T old = table.remove(key);
    if (old != null) {
      bounds.remove(old);
    }
    return old;
  }

  @Override
  public void close() {
    manager.close();
  }
}
