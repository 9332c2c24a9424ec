package dev.homeroom.cache;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What happened in this instance's memory since it started, in entries and in values of commands,
 * and what it holds now. Counts stay 0 if {@code CACHE_ENABLE_METRICS} is {@code false}.
 *
 * @param hits reads that found something, whether or not it could still be used
 * @param misses reads that found nothing
 * @param sets times that something was stored
 * @param deletes things that a caller removed
 * @param evictions things that went, or were not kept, because of a bound
 * @param averageAccessMillis how long a read took, of one in 64; 0 before the first
 * @param bytes of all that is there
 * @param items number of things that are there
 * @param maxItems their bound, {@code CACHE_MEMORY_ENTRIES}
 * @param lastCleanUp when what had ended was last removed; null before the first time
 */
public record MemoryFigures(
    long hits,
    long misses,
    long sets,
    long deletes,
    long evictions,
    double averageAccessMillis,
    long bytes,
    long items,
    long maxItems,
    @Nullable Instant lastCleanUp) {

  /** Returns the number of operations: hits, misses, sets and deletes, but no evictions. */
  public long totalOperations() {
    return hits + misses + sets + deletes;
  }
}
