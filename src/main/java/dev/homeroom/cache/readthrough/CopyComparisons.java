package dev.homeroom.cache.readthrough;

import dev.homeroom.cache.CacheKey;
import dev.homeroom.cache.spi.CacheEntry;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
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

  /** Makes the comparisons; {@code executor} runs them, a few at a time, and may refuse. */
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
    if ((since >= 0 && since < SAME_FOR_MILLIS)
        || copy.isBeingGiven()
        || !copy.compared(last, now)) {
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
    CacheEntry there = found == null ? null : found.get(0);
    if (found == null || (there != null && isSame(there, copy))) {
      return;
    }
    long now = clock.millis();
    // The judge has what this instance did not know of yet read: the copy may be void afterwards,
    // which harms nothing, since void entries are neither given back nor answered.
    EntryVerdict verdict = there == null ? EntryVerdict.MISS : judge.judge(key, there, now);
    switch (decide(copy, there, verdict)) {
      case TAKE_THEIRS -> tiers.keepCopy(key, Objects.requireNonNull(there), now);
      case GIVE_OURS -> tiers.giveBack(key, copy, now);
      case WITHDRAW -> copy.withdraw();
      case LEAVE -> {}
    }
  }

  /** The actions on a valid copy after a look into the shared tier. */
  enum Decision {
    /** The shared tier's entry takes its place. */
    TAKE_THEIRS,
    /** It is given to the shared tier. */
    GIVE_OURS,
    /** Another program deleted it there, or Redis evicted it: it is loaded anew. */
    WITHDRAW,
    /** Nothing: the database is away or its poll late, so that nobody can tell. */
    LEAVE
  }

  /**
   * Decides between a valid copy and the shared tier's entry of the same key.
   *
   * @param there null if there is none
   * @param verdict of that entry
   */
  Decision decide(CacheEntry copy, @Nullable CacheEntry there, EntryVerdict verdict) {
    if (there == null) {
      return tiers.isOfAnotherRun(copy) ? Decision.GIVE_OURS : Decision.WITHDRAW;
    }
    boolean isOlder = there.loadedMillis() < copy.loadedMillis();
    return switch (verdict) {
      case HIT -> isOlder ? Decision.GIVE_OURS : Decision.TAKE_THEIRS;
      case GONE -> Decision.GIVE_OURS;
      case EXPIRED -> isOlder ? Decision.GIVE_OURS : Decision.LEAVE;
      case STALE, MISS -> Decision.LEAVE;
    };
  }

  private static boolean isSame(CacheEntry there, CacheEntry copy) {
    return there.loadedMillis() == copy.loadedMillis()
        && there.freshUntilMillis() == copy.freshUntilMillis()
        && Arrays.equals(there.payload(), copy.payload());
  }
}
