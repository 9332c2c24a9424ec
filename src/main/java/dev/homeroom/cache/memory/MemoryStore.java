package dev.homeroom.cache.memory;

import dev.homeroom.cache.MemoryFigures;
import dev.homeroom.cache.spi.CacheRecorder;
import dev.homeroom.cache.spi.CacheRecorder.Evicted;
import dev.homeroom.cache.spi.CacheRecorder.Unstored;
import dev.homeroom.cache.spi.EvictionPolicy;
import java.net.URI;
import java.time.Instant;
import java.util.UUID;
import javax.cache.CacheManager;
import javax.cache.Caching;
import org.ehcache.core.config.DefaultConfiguration;
import org.ehcache.impl.internal.TimeSourceConfiguration;
import org.ehcache.jsr107.EhcacheCachingProvider;
import org.jspecify.annotations.Nullable;

/**
 * All that this instance's memory keeps: stamped entries and the values of the Redis-shaped
 * commands, in two caches of Ehcache within one pair of bounds.
 *
 * <p>Each change holds the lock of {@link #bounds}; reads take none.
 */
class MemoryStore implements AutoCloseable {
  /**
   * Ehcache ends nothing here, as each value tells itself when it ends. With its own clock each
   * read would ask for the time and note it in what it read.
   */
  static final TimeSourceConfiguration NO_CLOCK = new TimeSourceConfiguration(() -> 0);

  private final CacheManager manager;
  private final EhcacheTable<MemoryEntry> entries;
  private final EhcacheTable<MemoryValue> values;
  private final Bounds bounds;
  private final CacheRecorder recorder;
  private final MemoryCounts counts;
  private volatile @Nullable Instant lastCleanUp;
  private final ValueSizes sizes = new ValueSizes();

  /**
   * Makes an empty one.
   *
   * @param maxEntries of both together; at least 1
   * @param maxBytes at least 1; what is larger by itself is not kept
   * @param policy selects what is evicted
   * @param recorder gets what is evicted
   * @param counts gets all that happens
   */
  MemoryStore(
      int maxEntries,
      long maxBytes,
      EvictionPolicy policy,
      CacheRecorder recorder,
      MemoryCounts counts) {
    this.bounds = new Bounds(maxEntries, maxBytes, policy);
    this.recorder = recorder;
    this.counts = counts;
    ClassLoader loader = MemoryStore.class.getClassLoader();
    EhcacheCachingProvider provider =
        (EhcacheCachingProvider)
            Caching.getCachingProvider(EhcacheCachingProvider.class.getName(), loader);
    // A name of its own: two stores of one JVM share nothing.
    URI name = URI.create("homeroom:" + UUID.randomUUID());
    manager = provider.getCacheManager(name, new DefaultConfiguration(loader, NO_CLOCK));
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

  MemoryCounts counts() {
    return counts;
  }

  ValueSizes sizes() {
    return sizes;
  }

  /** Returns what a key has, and counts a read; null if there is none. */
  <T extends Kept> @Nullable T read(EhcacheTable<T> table, String key) {
    boolean isTimed = counts.beginRead();
    long begunNanos = isTimed ? counts.nanos() : 0;
    T kept = table.get(key);
    if (isTimed) {
      counts.time(begunNanos);
    }
    if (kept == null) {
      counts.miss();
    } else {
      bounds.use(kept);
    }
    return kept;
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
    counts.set();
    holdBounds(kept);
    return true;
  }

  /** Counts one that is not kept, as nothing may be evicted for it. */
  void tellRefused(Kept kept) {
    recorder.unstored(kept.region(), Unstored.FULL);
  }

  /** Evicts others than the spared one until both bounds hold: decoded values first. */
  void holdBounds(Kept spared) {
    bounds.letValuesGo();
    for (Evicted why = bounds.exceeded(); why != null; why = bounds.exceeded()) {
      evict(bounds.next(spared), why);
    }
  }

  void evict(Kept gone, Evicted why) {
    remove(gone);
    tellEvicted(gone, why);
  }

  /** Counts one that went because of a bound, or that is too large to be kept. */
  void tellEvicted(Kept gone, Evicted why) {
    counts.evict();
    recorder.evicted(gone.region(), why);
  }

  private void remove(Kept gone) {
    if (gone instanceof MemoryEntry entry) {
      entries.remove(entry);
    } else if (gone instanceof MemoryValue value) {
      values.remove(value);
    }
    bounds.remove(gone);
  }

  /**
   * Removes what has ended, of so many things below a place. Things that come meanwhile are beyond
   * the places that are still to be looked at, and others only move from beyond.
   *
   * @return the place below which to go on; 0 at the end
   */
  int removeEnded(int below, int most, long nowMillis) {
    synchronized (bounds) {
      int from = Math.min(below, bounds.size());
      int to = Math.max(0, from - most);
      for (int place = from - 1; place >= to; place--) {
        Kept kept = bounds.at(place);
        if (kept.hasEnded(nowMillis)) {
          remove(kept);
        }
      }
      return to;
    }
  }

  void lastCleanUp(Instant at) {
    lastCleanUp = at;
  }

  MemoryFigures figures() {
    return new MemoryFigures(
        counts.hits(),
        counts.misses(),
        counts.sets(),
        counts.deletes(),
        counts.evictions(),
        counts.averageNanos() / 1e6,
        bounds.bytes(),
        bounds.size(),
        bounds.maxEntries(),
        lastCleanUp);
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
