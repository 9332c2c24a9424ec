package dev.homeroom.cache.memory;

import dev.homeroom.cache.CacheRecorder.Evicted;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Counts what memory keeps, and selects the entry to evict. Changed under the lock of {@link
 * MemoryTier} only; the figures are for everybody.
 *
 * <p>LRU, nearly, as Redis does it: of eight entries from all over, the one that was not used for
 * longest. Time is the number of puts, so that nobody reads a clock.
 */
final class Bounds {
  /** Ehcache takes as many; with ten, Redis comes "very close" to the true order. */
  private static final int SAMPLE = 8;

  /** 2⁶⁴ over the golden ratio: its multiples lie evenly all over (Knuth, TAOCP 3, 6.4). */
  private static final long STRIDE = 0x9E3779B97F4A7C15L;

  private final int maxEntries;
  private final long maxBytes;

  /** All that is kept, in no order, from 0 to size; null beyond. */
  private final @Nullable MemoryEntry[] seats;

  private final AtomicInteger size = new AtomicInteger();
  private final AtomicLong bytes = new AtomicLong();
  private final AtomicInteger puts = new AtomicInteger();
  private long stride;

  Bounds(int maxEntries, long maxBytes) {
    this.maxEntries = maxEntries;
    this.maxBytes = maxBytes;
    // One more: a new entry comes before an old one goes. No growing: nothing here can fail.
    this.seats = new MemoryEntry[maxEntries + 1];
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

  /** Returns whether an entry may be kept if nothing else is. */
  boolean fits(MemoryEntry kept) {
    return kept.bytes() <= maxBytes;
  }

  void add(MemoryEntry kept) {
    kept.use(puts.incrementAndGet());
    int place = size.getAndIncrement();
    seats[place] = kept;
    kept.sit(place);
    bytes.addAndGet(kept.bytes());
  }

  /** Forgets one; the last one takes its seat. */
  void remove(MemoryEntry kept) {
    int last = size.decrementAndGet();
    MemoryEntry moved = seats[last];
    if (moved != null) {
      seats[kept.seat()] = moved;
      moved.sit(kept.seat());
    }
    seats[last] = null;
    bytes.addAndGet(-kept.bytes());
  }

  /** Returns which bound is exceeded, or null. */
  @Nullable Evicted exceeded() {
    if (size.get() > maxEntries) {
      return Evicted.ENTRIES;
    }
    return bytes.get() > maxBytes ? Evicted.BYTES : null;
  }

  /**
   * Returns the entry to evict next, never the spared one, so there must be two. The policy is
   * here.
   */
  MemoryEntry next(MemoryEntry spared) {
    MemoryEntry next = any(spared);
    for (int i = 1; i < SAMPLE; i++) {
      MemoryEntry other = any(spared);
      if (other.usedBefore(next)) {
        next = other;
      }
    }
    return next;
  }

  private MemoryEntry any(MemoryEntry spared) {
    stride += STRIDE;
    int place = (int) (((stride >>> 32) * size.get()) >>> 32);
    MemoryEntry kept = seats[place];
    return kept == spared ? seats[place == 0 ? 1 : place - 1] : kept;
  }
}
