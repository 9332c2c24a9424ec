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
  <T> @Nullable Cached<T> fromMemory(Asking<T> asking) {
    return fromMemory(asking, parts.clock().millis());
  }

  /**
   * Looks in the shared tier for what memory has not answered: each then has an answer, or
   * something old to serve, or nothing.
   *
   * @param lookUps of this request
   * @return whether the shared tier was asked in vain: the rest of this request leaves it alone
   */
  boolean lookInShared(List<? extends Asking<?>> all, LookUps lookUps) {
    List<Asking<?>> open = new ArrayList<>(all.size());
    for (Asking<?> asking : all) {
      if (asking.isOpen() && tiers.usesShared(asking.key.region())) {
        open.add(asking);
      }
    }
    return !open.isEmpty() && !fromShared(open, lookUps, parts.clock().millis());
  }

  /** Looks in memory. */
  void lookInMemory(List<? extends Asking<?>> all) {
    long now = parts.clock().millis();
    all.forEach(asking -> fromMemory(asking, now));
  }

  /** Looks in memory for what was loaded since then, ms since 1970; the rest stays open. */
  void lookInMemorySince(List<? extends Asking<?>> all, long millis) {
    lookInMemory(all);
    long now = parts.clock().millis();
    for (Asking<?> asking : all) {
      asking.reopenIfLoadedBefore(millis);
      if (asking.isOpen()) {
        CacheEntry copy = asking.pending().copy;
        if (copy != null && copy.loadedMillis() >= millis) {
          fromCopy(asking, Found.hit(tiers.memorySource()), now);
        }
      }
    }
  }

  private <T> @Nullable Cached<T> fromMemory(Asking<T> asking, long now) {
    CacheEntry entry = tiers.inMemory(asking.key);
    Verdict verdict = judged(asking, tiers.memorySource(), entry, now);
    if (entry != null && verdict == Verdict.HIT) {
      hit(asking, entry, now);
    } else if (entry != null && verdict == Verdict.STALE) {
      answer(asking, entry, Found.stale(tiers.memorySource()), Operation.STALE, now);
    } else {
      count(tiers.memorySource(), Operation.MISS, asking.key);
    }
    return asking.answer;
  }

  private <T> void hit(Asking<T> asking, CacheEntry entry, long now) {
    Standing standing = tiers.standing(asking.key.region(), entry, now);
    if (standing == Standing.DUE) {
      // Whoever asks meanwhile is answered by the copy: one comparison is enough.
      tiers.compared(entry, now);
      asking.pending().copy = entry;
      asking.mayServe(entry, tiers.memorySource());
      return;
    }
    if (standing == Standing.UNSHARED) {
      tiers.giveBack(asking.key.region(), entry, now);
    }
    Found found =
        standing == Standing.ALONE ? Found.hit(tiers.memorySource()) : tiers.inSharedsPlace();
    answer(asking, entry, found, Operation.HIT, now);
    early.consider(asking, entry, now);
  }

  /** Returns whether the shared tier answered at all. */
  private boolean fromShared(List<Asking<?>> open, LookUps lookUps, long now) {
    List<CacheKey<?>> keys = new ArrayList<>(open.size());
    open.forEach(asking -> keys.add(asking.key));
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

  private <T> void fromShared(Asking<T> asking, @Nullable CacheEntry entry, long now) {
    Source source = tiers.sharedSource();
    Verdict verdict = judged(asking, source, entry, now);
    CacheEntry copy = stillGood(asking.pending().copy);
    if (entry != null && verdict == Verdict.HIT && !isOlder(entry, copy)) {
      tiers.keepCopy(asking.key, entry, now);
      answer(asking, entry, Found.hit(source), Operation.HIT, now);
      early.consider(asking, entry, now);
      return;
    }
    if (copy != null && (entry != null || tiers.isOfAnotherRun(copy))) {
      tiers.giveBack(asking.key.region(), copy, now);
      answer(asking, copy, tiers.inSharedsPlace(), Operation.HIT, now);
      return;
    }
    if (copy != null) {
      // It was there, and nothing that we know of took it away: another program deleted it.
      tiers.forget(tiers.memorySource(), asking.key, copy);
    } else if (entry != null && verdict == Verdict.STALE) {
      answer(asking, entry, Found.stale(source), Operation.STALE, now);
      return;
    }
    count(source, Operation.MISS, asking.key);
  }

  /** What has been invalidated while the shared tier was asked is a copy no longer. */
  private @Nullable CacheEntry stillGood(@Nullable CacheEntry copy) {
    return copy != null && judge.isUntouched(copy) ? copy : null;
  }

  private static boolean isOlder(CacheEntry entry, @Nullable CacheEntry copy) {
    return copy != null && entry.loadedMillis() < copy.loadedMillis();
  }

  private <T> void fromCopy(Asking<T> asking, Found found, long now) {
    CacheEntry copy = stillGood(asking.pending().copy);
    if (copy != null) {
      answer(asking, copy, found, Operation.HIT, now);
    }
  }

  private Verdict judged(Asking<?> asking, Source tier, @Nullable CacheEntry entry, long now) {
    Verdict verdict = entry == null ? Verdict.MISS : judge.judge(asking.key, entry, now);
    if (LOGGER.isLoggable(System.Logger.Level.DEBUG)) {
      LOGGER.log(System.Logger.Level.DEBUG, "{0} in {1}: {2}", asking.key, tier, verdict);
    }
    if (entry != null && verdict == Verdict.GONE) {
      tiers.forget(tier, asking.key, entry);
    } else if (entry != null && verdict == Verdict.EXPIRED) {
      asking.mayServe(entry, tier);
    }
    return verdict;
  }

  private <T> void answer(
      Asking<T> asking, CacheEntry entry, Found found, Operation operation, long now) {
    Source counted = found.near() ? tiers.memorySource() : found.source();
    count(counted, operation, asking.key);
    long age = Math.max(0, now - entry.loadedMillis());
    asking.answer = new Cached<>(asking.key, entry, found, age, parts.format());
  }

  private void count(Source tier, Operation operation, CacheKey<?> key) {
    parts.recorder().count(tier, operation, key.region());
  }
}
