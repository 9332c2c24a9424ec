package dev.homeroom.cache.memory;

import dev.homeroom.cache.spi.CacheRecorder.Evicted;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Counts entries and bytes of memory, and selects what to evict. Changed under its own lock only;
 * all threads may read the figures.
 *
 * <p>It selects nearly the least recently used entry ({@link Seats}). Time is the number of puts,
 * so that nobody reads a clock.
 */
final class Bounds {
  private final int maxEntries;
  private final long maxBytes;
  private final Seats<Kept> entries;
  private final Seats<DecodedValue> values;

  /** The bytes of values among them. */
  private long valueBytes;

  private final AtomicInteger size = new AtomicInteger();
  private final AtomicLong bytes = new AtomicLong();
  private final AtomicInteger puts = new AtomicInteger();

  Bounds(int maxEntries, long maxBytes) {
    this.maxEntries = maxEntries;
    this.maxBytes = maxBytes;
    // One more: a new entry comes before an old one goes.
    this.entries = new Seats<>(maxEntries + 1);
    this.values = new Seats<>(maxEntries + 1);
  }

  /** Returns the time: how often something was put. */
  int now() {
    return puts.get();
  }

  int size() {
    return size.get();
  }

  long bytes() {
    return bytes.get();
  }

  /** Returns whether something of so many bytes, and more, may be kept if nothing else is. */
  boolean fits(long bytes, long more) {
    // By difference, because the sum may be too large for a long.
    return more <= maxBytes - bytes;
  }

  void add(Kept kept) {
    kept.use(puts.incrementAndGet());
    entries.add(kept);
    size.set(entries.size());
    bytes.addAndGet(kept.bytes());
  }

  /** Forgets one, and the decoded value that was kept beside it. */
  void remove(Kept kept) {
    if (kept instanceof MemoryEntry entry) {
      DecodedValue value = entry.value();
      if (value != null) {
        remove(value);
      }
    }
    entries.remove(kept);
    size.set(entries.size());
    bytes.addAndGet(-kept.bytes());
  }

  /** Counts a value anew that has changed in place. It is used thereby. */
  void resize(MemoryValue kept) {
    bytes.addAndGet(kept.measure());
    kept.use(puts.incrementAndGet());
  }

  /** Keeps a decoded value beside its entry if there is room; others that are used less go. */
  void addIfItFits(DecodedValue value) {
    if (bytes.get() - valueBytes + value.bytes() > maxBytes) {
      return;
    }
    while (bytes.get() + value.bytes() > maxBytes) {
      remove(values.next(null));
    }
    value.keep();
    values.add(value);
    count(value.bytes());
  }

  private void count(long more) {
    valueBytes += more;
    bytes.addAndGet(more);
  }

  private void remove(DecodedValue value) {
    value.letGo();
    values.remove(value);
    count(-value.bytes());
  }

  /** Lets decoded values go until the bound of bytes holds, or none is left: they go first. */
  void letValuesGo() {
    while (bytes.get() > maxBytes && values.size() > 0) {
      remove(values.next(null));
    }
  }

  /** Returns which bound is exceeded, or null. */
  @Nullable Evicted exceeded() {
    if (size.get() > maxEntries) {
      return Evicted.ENTRIES;
    }
    return bytes.get() > maxBytes ? Evicted.BYTES : null;
  }

  /** Returns what to evict next, never the spared one, so there must be two. */
  Kept next(Kept spared) {
    return entries.next(spared);
  }
}
