package dev.homeroom.cache.memory;

import dev.homeroom.cache.spi.CacheRecorder;
import dev.homeroom.cache.spi.CommandValues;
import dev.homeroom.cache.spi.EvictionPolicy;
import java.time.Clock;

/** Memory with both its faces, for tests of other packages; nobody counts its evictions. */
public final class TestMemory implements AutoCloseable {
  private final MemoryStore store;
  private final MemoryTier tier;
  private final MemoryValues values;

  /** Makes an empty one, which counts as the shipped one does. */
  public TestMemory(int maxEntries, long maxBytes, EvictionPolicy policy, Clock clock) {
    MemoryCounts counts = new MemoryCounts(true, System::nanoTime);
    store = new MemoryStore(maxEntries, maxBytes, policy, CacheRecorder.none(), counts);
    tier = new MemoryTier(store);
    values = new MemoryValues(store, clock);
  }

  /** Returns its entries. */
  public MemoryTier tier() {
    return tier;
  }

  /** Returns its values of commands. */
  public CommandValues values() {
    return values;
  }

  @Override
  public void close() {
    store.close();
  }
}
