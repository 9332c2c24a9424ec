package dev.homeroom.database;

import dev.homeroom.cache.CacheKey;
import dev.homeroom.cache.Cell;
import dev.homeroom.cache.Source;
import dev.homeroom.cache.Stamps;
import dev.homeroom.cache.spi.CacheEntry;
import dev.homeroom.cache.spi.Tier;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Planted: keeps copies, whose cells nobody raises any more, as a store by value does. */
final class CopyingTier implements Tier {
  private record FrozenCell(String tag, long generation) implements Cell {
    @Override
    public boolean holds(long other) {
      return generation == other;
    }

    @Override
    public boolean isBehind(long other) {
      return other > generation;
    }
  }

  private final Map<String, CacheEntry> entries = new ConcurrentHashMap<>();

  @Override
  public Source source() {
    return Source.MEMORY;
  }

  @Override
  public void put(CacheEntry entry) {
    Stamps stamps = entry.stamps();
    Cell[] cells = new Cell[stamps.size()];
    long[] generations = new long[cells.length];
    for (int i = 0; i < cells.length; i++) {
      generations[i] = stamps.generation(i);
      cells[i] = new FrozenCell(stamps.tag(i), generations[i]);
    }
    entries.put(
        entry.key(),
        new CacheEntry(
            entry.key(),
            entry.shape(),
            new Stamps(cells, generations),
            entry.loadedMillis(),
            entry.freshUntilMillis(),
            entry.staleUntilMillis(),
            entry.payload(),
            entry.object()));
  }

  @Override
  public List<CacheEntry> getAll(List<? extends CacheKey<?>> keys) {
    List<CacheEntry> found = new ArrayList<>();
    keys.forEach(key -> found.add(get(key)));
    return found;
  }

  @Override
  public CacheEntry get(CacheKey<?> key) {
    return entries.get(key.text());
  }

  @Override
  public void removeAll(Collection<String> keys) {
    keys.forEach(entries::remove);
  }

  @Override
  public long size() {
    return entries.size();
  }
}
