package dev.homeroom.cache.readthrough;

import dev.homeroom.cache.CacheEntry;
import dev.homeroom.cache.CacheKey;
import dev.homeroom.cache.CacheRecorder.Operation;
import dev.homeroom.cache.Cached;
import dev.homeroom.cache.Found;
import dev.homeroom.cache.LookUps;
import dev.homeroom.cache.Source;
import dev.homeroom.cache.readthrough.Tiers.Standing;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Looks for keys in memory, and for those that memory may not answer by itself in the shared tier,
 * in one round trip.
 */
final class Lookup {
  private static final System.Logger LOGGER = System.getLogger(Lookup.class.getName());

  private final Parts parts;
  private final Tiers tiers;
  private final EntryJudge judge;
  private final EarlyRefresh early;

  Lookup(Parts parts, Tiers tiers, EntryJudge judge, EarlyRefresh early) {
    this.parts = parts;
    this.tiers = tiers;
    this.judge = judge;
    this.early = early;
  }

  /**
   * The short way for one key: answers from memory alone, without a lock, a socket, and, but once a
   * millisecond, more than two readings of clocks. Null if that takes more.
   */
  <T> @Nullable Cached<T> fromMemory(PendingRead<T> read) {
    return fromMemory(read, parts.clock().millis());
  }

  /**
   * Looks in the shared tier for what memory has not answered: each then has an answer, or
   * something old to serve, or nothing.
   *
   * @param lookUps of this request
   * @return whether the shared tier was asked in vain: the rest of this request leaves it alone
   */
  boolean lookInShared(List<? extends PendingRead<?>> all, LookUps lookUps) {
    List<PendingRead<?>> open = new ArrayList<>(all.size());
    for (PendingRead<?> read : all) {
      if (read.isOpen() && tiers.usesShared(read.key.region())) {
        open.add(read);
      }
    }
    return !open.isEmpty() && !fromShared(open, lookUps, parts.clock().millis());
  }

  /** Looks in memory. */
  void lookInMemory(List<? extends PendingRead<?>> all) {
    long now = parts.clock().millis();
    all.forEach(read -> fromMemory(read, now));
  }

  /** Looks in memory for what was loaded since then, ms since 1970; the rest stays open. */
  void lookInMemorySince(List<? extends PendingRead<?>> all, long millis) {
    lookInMemory(all);
    long now = parts.clock().millis();
    for (PendingRead<?> read : all) {
      read.reopenIfLoadedBefore(millis);
      if (read.isOpen()) {
        CacheEntry copy = read.pending().copy;
        if (copy != null && copy.loadedMillis() >= millis) {
          fromCopy(read, Found.hit(tiers.memorySource()), now);
        }
      }
    }
  }

  private <T> @Nullable Cached<T> fromMemory(PendingRead<T> read, long now) {
    CacheEntry entry = tiers.inMemory(read.key);
    EntryVerdict verdict = judged(read, tiers.memorySource(), entry, now);
    if (entry != null && verdict == EntryVerdict.HIT) {
      hit(read, entry, now);
    } else if (entry != null && verdict == EntryVerdict.STALE) {
      answer(read, entry, Found.stale(tiers.memorySource()), Operation.STALE, now);
    } else {
      count(tiers.memorySource(), Operation.MISS, read.key);
    }
    return read.answer;
  }

  private <T> void hit(PendingRead<T> read, CacheEntry entry, long now) {
    Standing standing = tiers.standing(read.key.region(), entry, now);
    if (standing == Standing.DUE) {
      // Other callers are answered by the copy meanwhile: one comparison is enough.
      tiers.compared(entry, now);
      read.pending().copy = entry;
      read.mayServe(entry, tiers.memorySource());
      return;
    }
    if (standing == Standing.UNSHARED) {
      tiers.giveBack(read.key.region(), entry, now);
    }
    Found found =
        standing == Standing.ALONE ? Found.hit(tiers.memorySource()) : tiers.inSharedsPlace();
    answer(read, entry, found, Operation.HIT, now);
    early.consider(read, entry, now);
  }

  /** Returns whether the shared tier answered at all. */
  private boolean fromShared(List<PendingRead<?>> open, LookUps lookUps, long now) {
    List<CacheKey<?>> keys = new ArrayList<>(open.size());
    open.forEach(read -> keys.add(read.key));
    List<@Nullable CacheEntry> found = tiers.inShared(keys, lookUps);
    for (int i = 0; i < open.size(); i++) {
      if (found == null) {
        fromCopy(open.get(i), Found.hit(tiers.memorySource()), now);
      } else {
        fromShared(open.get(i), found.get(i), now);
      }
    }
    return found != null;
  }

  private <T> void fromShared(PendingRead<T> read, @Nullable CacheEntry entry, long now) {
    Source source = tiers.sharedSource();
    EntryVerdict verdict = judged(read, source, entry, now);
    CacheEntry copy = stillGood(read.pending().copy);
    if (entry != null && verdict == EntryVerdict.HIT && !isOlder(entry, copy)) {
      tiers.keepCopy(read.key, entry, now);
      answer(read, entry, Found.hit(source), Operation.HIT, now);
      early.consider(read, entry, now);
      return;
    }
    if (copy != null && (entry != null || tiers.isOfAnotherRun(copy))) {
      tiers.giveBack(read.key.region(), copy, now);
      answer(read, copy, tiers.inSharedsPlace(), Operation.HIT, now);
      return;
    }
    if (copy != null) {
      // It was there, and nothing that we know of took it away: another program deleted it.
      tiers.forget(tiers.memorySource(), read.key, copy);
    } else if (entry != null && verdict == EntryVerdict.STALE) {
      answer(read, entry, Found.stale(source), Operation.STALE, now);
      return;
    }
    count(source, Operation.MISS, read.key);
  }

  /** What has been invalidated while the shared tier was asked is a copy no longer. */
  private @Nullable CacheEntry stillGood(@Nullable CacheEntry copy) {
    return copy != null && judge.isUntouched(copy) ? copy : null;
  }

  private static boolean isOlder(CacheEntry entry, @Nullable CacheEntry copy) {
    return copy != null && entry.loadedMillis() < copy.loadedMillis();
  }

  private <T> void fromCopy(PendingRead<T> read, Found found, long now) {
    CacheEntry copy = stillGood(read.pending().copy);
    if (copy != null) {
      answer(read, copy, found, Operation.HIT, now);
    }
  }

  private EntryVerdict judged(
      PendingRead<?> read, Source tier, @Nullable CacheEntry entry, long now) {
    EntryVerdict verdict = entry == null ? EntryVerdict.MISS : judge.judge(read.key, entry, now);
    if (LOGGER.isLoggable(System.Logger.Level.DEBUG)) {
      LOGGER.log(System.Logger.Level.DEBUG, "{0} in {1}: {2}", read.key, tier, verdict);
    }
    if (entry != null && verdict == EntryVerdict.GONE) {
      tiers.forget(tier, read.key, entry);
    } else if (entry != null && verdict == EntryVerdict.EXPIRED) {
      read.mayServe(entry, tier);
    }
    return verdict;
  }

  private <T> void answer(
      PendingRead<T> read, CacheEntry entry, Found found, Operation operation, long now) {
    Source counted = found.near() ? tiers.memorySource() : found.source();
    count(counted, operation, read.key);
    long age = Math.max(0, now - entry.loadedMillis());
    read.answer = new Cached<>(read.key, entry, found, age, parts.format());
  }

  private void count(Source tier, Operation operation, CacheKey<?> key) {
    parts.recorder().count(tier, operation, key.region());
  }
}
