package dev.homeroom.cache.memory;

import dev.homeroom.cache.CacheKey;
import dev.homeroom.cache.CacheTtl;
import dev.homeroom.cache.Cell;
import dev.homeroom.cache.DataClass;
import dev.homeroom.cache.Region;
import dev.homeroom.cache.Scope;
import dev.homeroom.cache.Stamps;
import dev.homeroom.cache.spi.CacheEntry;
import dev.homeroom.cache.spi.CacheRecorder;
import dev.homeroom.cache.spi.EvictionPolicy;
import java.time.Clock;
import java.util.List;

/** Memory of one policy, filled with things of one kind and size, which have short ids. */
final class PolicyFixture implements AutoCloseable {
  /** The things that memory keeps. */
  enum Kind {
    ENTRIES,
    VALUES
  }

  /** The bound that is reached. */
  enum Bound {
    OF_ENTRIES,
    OF_BYTES
  }

  private record OfRegion(String tag) implements Cell {
    @Override
    public boolean holds(long generation) {
      return true;
    }

    @Override
    public boolean isBehind(long generation) {
      return false;
    }
  }

  private static final Region<String> REGION =
      Region.of("tiers", String.class, "tier:{}", DataClass.SHARED, CacheTtl.MEDIUM);

  private static final Stamps STAMPS =
      new Stamps(new Cell[] {new OfRegion("region:tiers")}, new long[1]);

  private final Kind kind;
  final MemoryStore store;
  final MemoryTier tier;
  private final MemoryValues values;

  /** Makes one with room for so many, which tells its evictions. */
  PolicyFixture(EvictionPolicy policy, Kind kind, Bound bound, int most, CacheRecorder recorder) {
    this(kind, store(policy, kind, bound, most, recorder));
  }

  /** Makes one of a store. */
  PolicyFixture(Kind kind, MemoryStore store) {
    this.kind = kind;
    this.store = store;
    this.tier = new MemoryTier(store);
    this.values = new MemoryValues(store, Clock.systemUTC());
  }

  private static MemoryStore store(
      EvictionPolicy policy, Kind kind, Bound bound, int most, CacheRecorder recorder) {
    int entries = bound == Bound.OF_ENTRIES ? most : 10 * most;
    long each = kind == Kind.ENTRIES ? 100 + MemoryEntry.AROUND : 100 + MemoryValue.AROUND;
    long bytes = bound == Bound.OF_BYTES ? most * each : Long.MAX_VALUE;
    MemoryCounts counts = new MemoryCounts(true, System::nanoTime);
    return new MemoryStore(entries, bytes, policy, recorder, counts);
  }

  private static CacheKey<String> key(String id) {
    return REGION.key(Scope.DISTRICT, id);
  }

  /** Puts one of 100 bytes with its key. */
  void put(String id) {
    if (kind == Kind.ENTRIES) {
      putEntry(id, 100);
    } else {
      values.put(id, new SizedValue(100 - new ValueSizes().of(id)));
    }
  }

  /** Puts an entry of so many bytes with its key. */
  CacheEntry putEntry(String id, int bytes) {
    String key = key(id).text();
    byte[] payload = new byte[bytes - key.length()];
    CacheEntry entry = new CacheEntry(key, 1, STAMPS, 0, 1, 2, payload, null);
    tier.put(entry);
    return entry;
  }

  boolean read(String id) {
    return kind == Kind.ENTRIES ? tier.get(key(id)) != null : values.get(id) != null;
  }

  void remove(String id) {
    if (kind == Kind.ENTRIES) {
      tier.removeAll(List.of(key(id).text()));
    } else {
      values.remove(id);
    }
  }

  /** Returns whether it is there, without using it. */
  boolean has(String id) {
    return kind == Kind.ENTRIES
        ? store.entries().get(key(id).text()) != null
        : values.look(id) != null;
  }

  @Override
  public void close() {
    store.close();
  }
}
