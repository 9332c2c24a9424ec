package dev.homeroom.cache.memory;

import dev.homeroom.cache.CacheKey;
import dev.homeroom.cache.MemoryFigures;
import dev.homeroom.cache.MemoryUse;
import dev.homeroom.cache.Source;
import dev.homeroom.cache.spi.CacheEntry;
import dev.homeroom.cache.spi.CacheRecorder;
import dev.homeroom.cache.spi.CacheRecorder.Evicted;
import dev.homeroom.cache.spi.EvictionPolicy;
import dev.homeroom.cache.spi.Tier;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Entries in this instance's memory ({@link MemoryStore}): Ehcache through JCache, <em>by
 * reference</em>. A copy of an entry would hold copies of cells that nobody raises, and stay valid
 * for ever; so the pool is heap only and has no copier, and the contract test compares identity.
 *
 * <p>Bounded by entries and by bytes, whichever comes first, when {@link #put} has returned; on the
 * way there is one entry more at most. It evicts by its policy, nearly ({@link Bounds}): decoded
 * values first, then entries; never the one that was just put. Ehcache's own bound is out of reach,
 * because it is one of entries, lets two go at most for each that comes, and tells of them on other
 * threads only.
 *
 * <p>Bytes are those of key and payload, a constant for what stands around them ({@link
 * MemoryEntry}), and the heap that objects take ({@link ValueSizes}). Puts and removals take turns,
 * so that counting is exact; {@link #get} takes no lock. If Redis is down: nothing changes.
 */
public class MemoryTier implements Tier, MemoryUse, AutoCloseable {
  private final MemoryStore store;
  private final EhcacheTable<MemoryEntry> entries;
  private final Bounds bounds;

  /**
   * Makes an empty tier of the policy {@code LRU}.
   *
   * @param maxEntries at least 1
   * @param maxBytes at least 1; an entry that is larger by itself is not kept
   * @param recorder gets each evicted entry
   */
  public MemoryTier(int maxEntries, long maxBytes, CacheRecorder recorder) {
    this(
        new MemoryStore(
            maxEntries,
            maxBytes,
            EvictionPolicy.LRU,
            recorder,
            new MemoryCounts(true, System::nanoTime)));
  }

  MemoryTier(MemoryStore store) {
    this.store = store;
    this.entries = store.entries();
    this.bounds = store.bounds();
  }

  @Override
  public Source source() {
    return Source.MEMORY;
  }

  @Override
  public @Nullable CacheEntry get(CacheKey<?> key) {
    MemoryEntry kept = store.read(entries, key.text());
    return kept == null ? null : kept.entry();
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
   * bytes is not kept, counts as evicted, and its predecessor is removed; as is that of one which
   * the policy {@code NONE} refuses, which counts as not stored.
   */
  @Override
  public void put(CacheEntry entry) {
    Object object = entry.object();
    MemoryEntry kept = new MemoryEntry(entry, object == null ? 0 : store.sizes().of(object));
    synchronized (bounds) {
      if (!bounds.fits(kept.bytes(), 0)) {
        remove(entry.key());
        store.tellEvicted(kept, Evicted.BYTES);
      } else if (!store.put(entries, kept)) {
        remove(entry.key());
        store.tellRefused(kept);
      }
    }
  }

  @Override
  public boolean putUnless(CacheKey<?> key, CacheEntry entry, Predicate<CacheEntry> stays) {
    synchronized (bounds) {
      MemoryEntry here = entries.get(entry.key());
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
      MemoryEntry here = entries.get(key.text());
      if (here != null && goes.test(here.entry())) {
        delete(key.text());
      }
    }
  }

  /** Keeps a decoded value if there is room for it: it pushes out others, but no entry. */
  @Override
  public void keepDecoded(CacheEntry entry, Object value) {
    long bytes = store.sizes().of(value);
    synchronized (bounds) {
      MemoryEntry here = entries.get(entry.key());
      if (here != null && here.entry() == entry && here.value() == null) {
        bounds.addIfItFits(new DecodedValue(here, value, bytes));
      }
    }
  }

  @Override
  public void removeAll(Collection<String> keys) {
    synchronized (bounds) {
      keys.forEach(this::delete);
    }
  }

  private void delete(String key) {
    if (store.remove(entries, key) != null) {
      store.counts().delete();
    }
  }

  private void remove(String key) {
    store.remove(entries, key);
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
  public MemoryFigures figures() {
    return store.figures();
  }

  @Override
  public void close() {
    store.close();
  }
}
