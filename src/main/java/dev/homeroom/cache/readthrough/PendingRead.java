package dev.homeroom.cache.readthrough;

import dev.homeroom.cache.Answer;
import dev.homeroom.cache.CacheEntry;
import dev.homeroom.cache.CacheKey;
import dev.homeroom.cache.Cached;
import dev.homeroom.cache.Loader;
import dev.homeroom.cache.Source;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One key of one call, on its way to an answer. Used by the caller's thread alone. */
final class PendingRead<T> {
  final CacheKey<T> key;
  final @Nullable Loader<T> loader;
  final boolean mayRefresh;

  @Nullable Cached<T> answer;
  private @Nullable Pending pending;

  /** State of reads that are not answered at once, apart so that a hit allocates less. */
  static final class Pending {
    /** Memory's valid copy, to be compared with Redis before it answers; or null. */
    @Nullable CacheEntry copy;

    /** What may be answered as stale if nothing better can be had in time; or null. */
    @Nullable CacheEntry old;

    Source oldSource = Source.MEMORY;
    Flights.@Nullable Boarding boarding;
    @Nullable Throwable failure;
  }

  /**
   * Begins.
   *
   * @param loader null if nothing is to be loaded
   * @param mayRefresh whether a hit may have its entry loaded anew in the background
   */
  PendingRead(CacheKey<T> key, @Nullable Loader<T> loader, boolean mayRefresh) {
    this.key = key;
    this.loader = loader;
    this.mayRefresh = mayRefresh;
  }

  Pending pending() {
    Pending present = pending;
    if (present == null) {
      present = new Pending();
      pending = present;
    }
    return present;
  }

  boolean isOpen() {
    return answer == null && (pending == null || pending.failure == null);
  }

  /** Keeps the newest of what may be answered as stale. */
  void mayServe(CacheEntry entry, Source source) {
    Pending kept = pending();
    CacheEntry present = kept.old;
    if (present == null || present.loadedMillis() < entry.loadedMillis()) {
      kept.old = entry;
      kept.oldSource = source;
    }
  }

  /** Takes back an answer that was loaded before, ms since 1970; it may still be served as old. */
  void reopenIfLoadedBefore(long millis) {
    Cached<T> found = answer;
    if (found != null && found.loadedMillis() < millis) {
      mayServe(found.entry(), Source.MEMORY);
      answer = null;
    }
  }

  /** Returns the answer, or why there is none. */
  Answer<T> result() {
    Throwable cause = pending == null ? null : pending.failure;
    return cause != null ? Answer.failed(cause) : Answer.of(Objects.requireNonNull(answer));
  }

  /** Returns the answer, or throws why there is none. */
  Cached<T> answered() {
    Throwable cause = pending == null ? null : pending.failure;
    if (cause != null) {
      throw Rethrow.thrown(cause);
    }
    return Objects.requireNonNull(answer);
  }
}
