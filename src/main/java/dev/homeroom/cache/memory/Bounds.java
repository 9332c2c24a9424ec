package dev.homeroom.cache.memory;

import dev.homeroom.cache.spi.CacheRecorder.Evicted;
import dev.homeroom.cache.spi.EvictionPolicy;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Counts entries and bytes of memory, and selects what to evict, by sampling ({@link Seats}).
 * Changed under its own lock only; all threads may read the figures.
 *
 * <p>Time is the number of changes, so that nobody reads a clock. It is odd in a change and even
 * between two: a read comes after the change before it, and before the next.
 */
final class Bounds {
  private final int maxEntries;
  private final long maxBytes;
  private final EvictionPolicy policy;
  private final boolean countsReads;
  private final Seats<Kept> entries;
  private final Seats<DecodedValue> values;

  /** The bytes of values among them. */
  private long valueBytes;

  private final AtomicInteger size = new AtomicInteger();
  private final AtomicLong bytes = new AtomicLong();
  private final AtomicInteger time = new AtomicInteger();

  Bounds(int maxEntries, long maxBytes, EvictionPolicy policy) {
    this.maxEntries = maxEntries;
    this.maxBytes = maxBytes;
    this.policy = policy;
    this.countsReads = policy == EvictionPolicy.LFU;
    boolean byUse = policy != EvictionPolicy.FIFO;
    // One more: a new entry comes before an old one goes.
    this.entries = new Seats<>(maxEntries + 1, byUse);
    this.values = new Seats<>(maxEntries + 1, byUse);
  }

  /** Notes that a reader used one. */
  void use(Kept kept) {
    if (countsReads) {
      kept.countRead();
    } else {
      kept.use(time.get());
    }
  }

  private void change(Kept kept) {
    int now = time.addAndGet(2) - 1;
    if (!countsReads) {
      kept.use(now);
    }
  }

  int size() {
    return size.get();
  }

  long bytes() {
    return bytes.get();
  }

  int maxEntries() {
    return maxEntries;
  }

  /** Returns whether something of so many bytes, and more, may be kept if nothing else is. */
  boolean fits(long bytes, long more) {
    // By difference, because the sum may be too large for a long.
    return more <= maxBytes - bytes;
  }

  /** Returns whether others go for what comes; else that is refused if there is no room. */
  boolean evicts() {
    return policy != EvictionPolicy.NONE;
  }

  /** Returns whether there is room for so many bytes in place of one that is here, or for one. */
  boolean hasRoom(@Nullable Kept here, long count) {
    if (here == null) {
      return size.get() < maxEntries && count <= maxBytes - (bytes.get() - valueBytes);
    }
    return count - here.bytes() <= maxBytes - (bytes.get() - valueBytes);
  }

  /** Counts one that comes in place of an old one, whose place it keeps, or of none. */
  void add(Kept kept, @Nullable Kept old) {
    if (old == null) {
      kept.begin(time.get());
      entries.add(kept);
      size.set(entries.size());
      bytes.addAndGet(kept.bytes());
    } else {
      letValueGo(old);
      kept.follow(old);
      entries.replace(old, kept);
      bytes.addAndGet(kept.bytes() - old.bytes());
    }
    change(kept);
  }

  /** Forgets one, and the decoded value that was kept beside it. */
  void remove(Kept kept) {
    letValueGo(kept);
    entries.remove(kept);
    size.set(entries.size());
    bytes.addAndGet(-kept.bytes());
  }

  private void letValueGo(Kept kept) {
    if (kept instanceof MemoryEntry entry) {
      DecodedValue value = entry.value();
      if (value != null) {
        remove(value);
      }
    }
  }

  /** Counts a value anew that has changed in place. */
  void resize(MemoryValue kept) {
    bytes.addAndGet(kept.measure());
    change(kept);
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

  /** Returns the bound that is exceeded and to be held by evicting; null if there is none. */
  @Nullable Evicted exceeded() {
    if (!evicts()) {
      return null;
    }
    if (size.get() > maxEntries) {
      return Evicted.ENTRIES;
    }
    return bytes.get() > maxBytes ? Evicted.BYTES : null;
  }

  /** Returns the one of a place from 0 to size; the last one takes the place of one that goes. */
  Kept at(int place) {
    return entries.at(place);
  }

  /** Returns what to evict next, never the spared one, so there must be two. */
  Kept next(Kept spared) {
    return entries.next(spared);
  }
}
