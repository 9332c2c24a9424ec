package dev.homeroom.cache.memory;

import dev.homeroom.time.Ticker;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.LongAdder;

/**
 * Counts what happens in memory. A hit costs one addition, in a place that its thread shares with
 * few others; that says too whether this read is timed: one in 64 of each place.
 */
final class MemoryCounts {
  private static final int PLACES = 16;

  /** A place fills two lines of the processor's cache, so that no two places share one. */
  private static final int APART = 16;

  private static final int TIMED = 64;

  private final boolean isOn;
  private final Ticker ticker;
  private final AtomicLongArray reads = new AtomicLongArray(PLACES * APART);
  private final LongAdder misses = new LongAdder();
  private final LongAdder sets = new LongAdder();
  private final LongAdder deletes = new LongAdder();
  private final LongAdder evictions = new LongAdder();
  private final LongAdder timed = new LongAdder();
  private final LongAdder nanos = new LongAdder();

  /** Makes one at zero, which stays so unless it is on. */
  MemoryCounts(boolean isOn, Ticker ticker) {
    this.isOn = isOn;
    this.ticker = ticker;
  }

  /** Counts a read that begins, and returns whether it is to be timed. */
  boolean beginRead() {
    if (!isOn) {
      return false;
    }
    int place = (int) Thread.currentThread().getId() % PLACES * APART;
    return reads.getAndIncrement(place) % TIMED == 0;
  }

  long nanos() {
    return ticker.nanos();
  }

  /** Counts the time of a read, which began then. */
  void time(long begunNanos) {
    nanos.add(ticker.nanos() - begunNanos);
    timed.increment();
  }

  void miss() {
    count(misses);
  }

  void set() {
    count(sets);
  }

  void delete() {
    count(deletes);
  }

  void evict() {
    count(evictions);
  }

  private void count(LongAdder adder) {
    if (isOn) {
      adder.increment();
    }
  }

  /** Returns the reads that found something. */
  long hits() {
    // First the misses: each was a read before.
    long missed = misses.sum();
    long all = 0;
    for (int place = 0; place < PLACES; place++) {
      all += reads.get(place * APART);
    }
    return all - missed;
  }

  long misses() {
    return misses.sum();
  }

  long sets() {
    return sets.sum();
  }

  long deletes() {
    return deletes.sum();
  }

  long evictions() {
    return evictions.sum();
  }

  /** Returns the average time of the timed reads; 0 if there are none. */
  double averageNanos() {
    long count = timed.sum();
    return count == 0 ? 0 : (double) nanos.sum() / count;
  }
}
