package dev.homeroom.cache.readthrough;

import dev.homeroom.cache.CacheKey;
import dev.homeroom.cache.spi.CacheEntry;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Compares near copies with the shared tier in the background, 30 s after each was last known to be
 * the same. The copy answers meanwhile, and generations keep it right; what another program changed
 * or deleted in Redis is seen by the first read after the comparison.
 */
final class CopyComparisons {
  private static final System.Logger LOGGER = System.getLogger(CopyComparisons.class.getName());
  private static final long SAME_FOR_MILLIS = 30_000;

  private final Tiers tiers;
  private final EntryJudge judge;
  private final Clock clock;
  private final Executor executor;

  /**
   * Makes the comparisons.
   *
   * @param executor runs them, few at a time; may refuse
   */
  CopyComparisons(Tiers tiers, EntryJudge judge, Clock clock, Executor executor) {
    this.tiers = tiers;
    this.judge = judge;
    this.clock = clock;
    this.executor = executor;
  }

  /** Has a copy compared, if it is time and nobody else has; does not wait. */
  void compareIfDue(CacheKey<?> key, CacheEntry copy, long now) {
    long last = copy.comparedMillis();
    long since = now - last;
    if ((since >= 0 && since < SAME_FOR_MILLIS) || !copy.compared(last, now)) {
      return;
    }
    try {
      executor.execute(() -> compare(key, copy));
    } catch (RuntimeException | Error e) {
      // Its queue is full, or no thread can be started: the next use tries again.
      copy.compared(now, last);
      LOGGER.log(System.Logger.Level.DEBUG, "not compared with Redis: {0}", e.getMessage());
    }
  }

  private void compare(CacheKey<?> key, CacheEntry copy) {
    List<@Nullable CacheEntry> found = tiers.inShared(List.of(key));
    if (found == null || !judge.isUntouched(copy)) {
      return;
    }
    long now = clock.millis();
    CacheEntry there = found.get(0);
    if (there == null && !tiers.isOfAnotherRun(copy)) {
      // It was there, and no change of ours took it away: another program deleted it, or Redis
      // evicted it.
      tiers.forget(tiers.memorySource(), key, copy);
    } else if (there == null) {
      tiers.giveBack(key.region(), copy, now);
    } else if (!isSame(there, copy)) {
      settle(key, there, copy, now);
    }
  }

  /** Keeps the younger of two valid entries in both tiers, or else the valid one. */
  private void settle(CacheKey<?> key, CacheEntry there, CacheEntry copy, long now) {
    // The judge reads what this instance did not know of yet: the copy may be void afterwards.
    EntryVerdict verdict = judge.judge(key, there, now);
    boolean nobodyCanTell = verdict == EntryVerdict.STALE || verdict == EntryVerdict.MISS;
    if (nobodyCanTell || !judge.isUntouched(copy)) {
      return;
    }
    if (verdict == EntryVerdict.HIT && there.loadedMillis() >= copy.loadedMillis()) {
      tiers.keepCopy(key, there, now);
    } else {
      tiers.giveBack(key.region(), copy, now);
    }
  }

  private static boolean isSame(CacheEntry there, CacheEntry copy) {
    return there.loadedMillis() == copy.loadedMillis()
        && there.freshUntilMillis() == copy.freshUntilMillis()
        && Arrays.equals(there.payload(), copy.payload());
  }
}
