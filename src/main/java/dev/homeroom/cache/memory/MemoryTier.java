package dev.homeroom.cache.memory;

import dev.homeroom.cache.CacheKey;
import dev.homeroom.cache.MemoryUse;
import dev.homeroom.cache.Source;
import dev.homeroom.cache.spi.CacheEntry;
import dev.homeroom.cache.spi.CacheRecorder;
import dev.homeroom.cache.spi.CacheRecorder.Evicted;
import dev.homeroom.cache.spi.Tier;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
import javax.cache.Cache;
import javax.cache.CacheManager;
import javax.cache.Caching;
import org.ehcache.config.builders.CacheConfigurationBuilder;
import org.ehcache.config.builders.ResourcePoolsBuilder;
import org.ehcache.core.config.DefaultConfiguration;
import org.ehcache.jsr107.Eh107Configuration;
import org.ehcache.jsr107.EhcacheCachingProvider;
import org.ehcache.jsr107.config.ConfigurationElementState;
import org.ehcache.jsr107.config.Jsr107CacheConfiguration;
import org.jspecify.annotations.Nullable;

/**
 * Entries in this instance's memory: Ehcache through JCache, <em>by reference</em>. A copy of an
 * entry would hold copies of cells that nobody raises, and stay valid for ever; so the pool is heap
 * only and has no copier, and the contract test compares identity.
 *
 * <p>Bounded by entries and by bytes, whichever comes first, when {@link #put} has returned; on the
 * way there is one entry more at most. It evicts nearly the least recently used ({@link Bounds}):
 * decoded values first, then entries; never the one that was just put. Ehcache's own bound is out
 * of reach, because it is one of entries, lets two go at most for each that comes, and tells of
 * them on other threads only.
 *
 * <p>Bytes are those of key and payload, a constant for what stands around them ({@link
 * MemoryEntry}), and the heap that objects take ({@link ValueSizes}). Puts and removals take turns,
 * so that counting is exact; {@link #get} takes no lock. If Redis is down: nothing changes.
 */
public class MemoryTier implements Tier, MemoryUse, AutoCloseable {
  private static final String CACHE = "entries";

  /** Disables JCache's MBeans, which would show zeros only: {@link DisabledStatistics}. */
  private static final Jsr107CacheConfiguration NO_MBEANS =
      new Jsr107CacheConfiguration(
          ConfigurationElementState.DISABLED, ConfigurationElementState.DISABLED);

  private final CacheManager manager;
  private final Cache<String, MemoryEntry> entries;

  /** The same cache by Ehcache's own interface, whose reads make less garbage. */
  private final org.ehcache.Cache<String, MemoryEntry> quick;

  private final ValueSizes sizes = new ValueSizes();
  private final Bounds bounds;
  private final CacheRecorder recorder;

  /**
   * Makes an empty tier.
   *
   * @param maxEntries at least 1
   * @param maxBytes at least 1; an entry that is larger by itself is not kept
   * @param recorder gets each evicted entry
   */
  public MemoryTier(int maxEntries, long maxBytes, CacheRecorder recorder) {
    this.bounds = new Bounds(maxEntries, maxBytes);
    this.recorder = recorder;
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
                        String.class, MemoryEntry.class, ResourcePoolsBuilder.heap(maxEntries + 1L))
                    .withService(NO_MBEANS)));
    quick = unwrapped(entries);
  }

  /** Returns Ehcache's own cache behind a cache of JCache. */
  @SuppressWarnings("unchecked")
  private static org.ehcache.Cache<String, MemoryEntry> unwrapped(
      Cache<String, MemoryEntry> cache) {
    return cache.unwrap(org.ehcache.Cache.class);
  }

  @Override
  public Source source() {
    return Source.MEMORY;
  }

  @Override
  public @Nullable CacheEntry get(CacheKey<?> key) {
    MemoryEntry kept = quick.get(key.text());
    return kept == null ? null : kept.use(bounds.now());
  }

  @Override
  public List<@Nullable CacheEntry> getAll(List<? extends CacheKey<?>> keys) {
    List<@Nullable CacheEntry> found = new ArrayList<>(keys.size());
    for (CacheKey<?> key : keys) {
      found.add(get(key));
    }
    return found;
  }

  /**
   * Keeps an entry, and evicts others until both bounds hold. One that is larger than the bound of
   * bytes is not kept, counts as evicted, and its predecessor is removed.
   */
  @Override
  public void put(CacheEntry entry) {
    Object object = entry.object();
    MemoryEntry kept = new MemoryEntry(entry, object == null ? 0 : sizes.of(object));
    synchronized (bounds) {
      if (bounds.fits(kept)) {
        keep(kept);
        holdBounds(kept);
      } else {
        remove(entry.key());
        recorder.evicted(kept.region(), Evicted.BYTES);
      }
    }
  }

  @Override
  public boolean putUnless(CacheKey<?> key, CacheEntry entry, Predicate<CacheEntry> stays) {
    synchronized (bounds) {
      MemoryEntry here = quick.get(entry.key());
      if (here != null && stays.test(here.entry())) {
        return false;
      }
      put(entry);
      return true;
    }
  }

  @Override
  public void removeIf(CacheKey<?> key, Predicate<CacheEntry> goes) {
    synchronized (bounds) {
      MemoryEntry here = quick.get(key.text());
      if (here != null && goes.test(here.entry())) {
        remove(key.text());
      }
    }
  }

  private void keep(MemoryEntry kept) {
    MemoryEntry old = entries.getAndPut(kept.key(), kept);
    if (old != null) {
      bounds.remove(old);
    }
    bounds.add(kept);
  }

  /** Keeps a decoded value if there is room for it: it pushes out others, but no entry. */
  @Override
  public void keepDecoded(CacheEntry entry, Object value) {
    long bytes = sizes.of(value);
    synchronized (bounds) {
      MemoryEntry here = quick.get(entry.key());
      if (here != null && here.entry() == entry && here.value() == null) {
        bounds.addIfItFits(new DecodedValue(here, value, bytes));
      }
    }
  }

  private void holdBounds(MemoryEntry spared) {
    bounds.letValuesGo();
    for (Evicted why = bounds.exceeded(); why != null; why = bounds.exceeded()) {
      MemoryEntry gone = bounds.next(spared);
      entries.remove(gone.key(), gone);
      bounds.remove(gone);
      recorder.evicted(gone.region(), why);
    }
  }

  @Override
  public void removeAll(Collection<String> keys) {
    synchronized (bounds) {
      keys.forEach(this::remove);
    }
  }

  private void remove(String key) {
    MemoryEntry old = entries.getAndRemove(key);
    if (old != null) {
      bounds.remove(old);
    }
  }

  @Override
  public long size() {
    return bounds.size();
  }

  @Override
  public long bytes() {
    return bounds.bytes();
  }

  @Override
  public void close() {
    manager.close();
  }
}
