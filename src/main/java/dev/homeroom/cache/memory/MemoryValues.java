package dev.homeroom.cache.memory;

import dev.homeroom.cache.spi.CacheRecorder.Evicted;
import dev.homeroom.cache.spi.CommandValue;
import dev.homeroom.cache.spi.CommandValues;
import java.time.Clock;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The values of the Redis-shaped commands in {@link MemoryStore}, beside its entries. */
final class MemoryValues implements CommandValues {
  private final MemoryStore store;
  private final EhcacheTable<MemoryValue> table;
  private final Bounds bounds;
  private final Clock clock;

  /** Makes the values of a store; the clock tells which have ended. */
  MemoryValues(MemoryStore store, Clock clock) {
    this.store = store;
    this.clock = clock;
    this.table = store.values();
    this.bounds = store.bounds();
  }

  @Override
  public @Nullable CommandValue get(String key) {
    MemoryValue kept = store.read(table, key);
    return kept == null ? null : kept.value();
  }

  @Override
  public @Nullable CommandValue look(String key) {
    MemoryValue kept = table.get(key);
    return kept == null ? null : kept.value();
  }

  @Override
  public void foundEnded() {
    store.counts().miss();
  }

  @Override
  public <T> T inTurn(Supplier<T> change) {
    synchronized (bounds) {
      return change.get();
    }
  }

  @Override
  public boolean admits(String key, long moreBytes) {
    synchronized (bounds) {
      MemoryValue here = table.get(key);
      long bytes = here == null ? store.sizes().of(key) + MemoryValue.AROUND : here.bytes();
      return bounds.fits(bytes, moreBytes)
          && (bounds.evicts() || bounds.hasRoom(here, bytes + moreBytes));
    }
  }

  @Override
  public boolean put(String key, CommandValue value) {
    synchronized (bounds) {
      MemoryValue kept = new MemoryValue(key, value, store.sizes().of(key));
      return bounds.fits(kept.bytes(), 0) && store.put(table, kept);
    }
  }

  @Override
  public void resized(String key, CommandValue value) {
    synchronized (bounds) {
      MemoryValue here = table.get(key);
      if (here == null || here.value() != value) {
        return;
      }
      bounds.resize(here);
      store.counts().set();
      if (bounds.fits(here.bytes(), 0)) {
        store.holdBounds(here);
      } else {
        store.evict(here, Evicted.BYTES);
      }
    }
  }

  @Override
  public @Nullable CommandValue remove(String key) {
    synchronized (bounds) {
      MemoryValue old = store.remove(table, key);
      if (old == null) {
        return null;
      }
      if (!old.hasEnded(clock.millis())) {
        store.counts().delete();
      }
      return old.value();
    }
  }

  @Override
  public List<String> keys() {
    return table.keys();
  }

  @Override
  public void clear() {
    synchronized (bounds) {
      table.keys().forEach(this::remove);
    }
  }
}
