package dev.homeroom.cache.readthrough;

import dev.homeroom.cache.CacheKey;
import dev.homeroom.cache.Region;
import dev.homeroom.cache.Source;
import dev.homeroom.cache.spi.CacheEntry;
import dev.homeroom.cache.spi.CacheRecorder;
import dev.homeroom.cache.spi.CacheRecorder.Operation;
import dev.homeroom.cache.spi.Tier;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * The entries and negative answers of this instance's memory. If memory fails, that is a miss,
 * counted as {@code error}, and never reaches the caller.
 */
final class MemoryEntries {
  private static final System.Logger LOGGER = System.getLogger(MemoryEntries.class.getName());

  private final Tier memory;
  private final CacheRecorder recorder;
  private final NegativeAnswers negatives = new NegativeAnswers();
  private final AtomicBoolean told = new AtomicBoolean();

  MemoryEntries(Tier memory, CacheRecorder recorder) {
    this.memory = memory;
    this.recorder = recorder;
  }

  Source source() {
    return memory.source();
  }

  /** Returns what memory holds under a key: an entry, a negative answer, or null. */
  @Nullable CacheEntry get(CacheKey<?> key) {
    try {
      CacheEntry entry = memory.get(key);
      return entry != null ? entry : negatives.get(key.text());
    } catch (RuntimeException e) {
      failed(key.region(), e);
      return null;
    }
  }

  /** Keeps an entry, unless a fresher one is there; returns whether it is kept. */
  boolean keep(CacheKey<?> key, CacheEntry entry, long now) {
    CacheEntry absent = negatives.get(key.text());
    if (absent != null && outdoes(absent, entry, now)) {
      return false;
    }
    try {
      if (!memory.putUnless(key, entry, here -> outdoes(here, entry, now))) {
        return false;
      }
      negatives.removeIf(key.text(), here -> !outdoes(here, entry, now));
      recorder.count(memory.source(), Operation.SET, key.region());
      return true;
    } catch (RuntimeException e) {
      failed(key.region(), e);
      return false;
    }
  }

  /** Keeps the value that was read from an entry beside it, if memory holds it and has room. */
  void keepDecoded(CacheKey<?> key, CacheEntry entry, Object value) {
    try {
      memory.keepDecoded(entry, value);
    } catch (RuntimeException e) {
      failed(key.region(), e);
    } catch (Error e) {
      // For want of memory or stack: the caller has its value already.
      LOGGER.log(System.Logger.Level.DEBUG, "decoded value not kept: {0}", e.getMessage());
    }
  }

  /** Keeps a negative answer in place of what was there, unless that is fresher. */
  void keepAbsent(CacheKey<?> key, CacheEntry absent, long now) {
    try {
      memory.removeIf(key, here -> !outdoes(here, absent, now));
    } catch (RuntimeException e) {
      failed(key.region(), e);
    }
    negatives.put(absent);
  }

  /** Removes this very entry, which no longer answers. One that has come in its place stays. */
  void forget(CacheKey<?> key, CacheEntry entry) {
    try {
      memory.removeIf(key, here -> here == entry);
      negatives.removeIf(key.text(), here -> here == entry);
    } catch (RuntimeException e) {
      failed(key.region(), e);
    }
  }

  /**
   * Returns whether what is here is to stay beside what comes: a thread that goes on late must not
   * put what is void, or older, where others have put what is fresh.
   */
  static boolean outdoes(CacheEntry here, CacheEntry coming, long now) {
    return here.isFresh(now)
        && here.keepsTimeOf(coming)
        && here.stamps().areCurrent()
        && (!coming.stamps().areCurrent() || here.loadedMillis() > coming.loadedMillis());
  }

  private void failed(Region<?> region, RuntimeException failure) {
    recorder.count(memory.source(), Operation.ERROR, region);
    if (told.compareAndSet(false, true)) {
      LOGGER.log(
          System.Logger.Level.WARNING,
          "A cache tier failed: "
              + memory.source().text()
              + ". This means: missing values are loaded from the database, more slowly but"
              + " correctly. Do: watch cache_operations_total with operation=\"error\", which goes"
              + " on counting; if it rises, restart this server and report this.",
          failure);
    }
  }
}
