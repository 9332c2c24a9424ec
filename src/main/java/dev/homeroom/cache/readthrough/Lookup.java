package dev.homeroom.cache.readthrough;

import dev.homeroom.cache.CacheKey;
import dev.homeroom.cache.Source;
import dev.homeroom.cache.readthrough.LookupResult.NoAnswer;
import dev.homeroom.cache.readthrough.Tiers.Standing;
import dev.homeroom.cache.spi.CacheEntry;
import dev.homeroom.cache.spi.CacheRecorder.Operation;
import dev.homeroom.cache.spi.LookUps;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Looks keys up in memory, and in the shared tier in one round trip. Each entry that is found is
 * judged, and each look-up counted.
 */
final class Lookup {
  private static final System.Logger LOGGER = System.getLogger(Lookup.class.getName());

  private final Parts parts;
  private final Tiers tiers;
  private final EntryJudge judge;
  private final CopyComparisons comparisons;
  private final DecodedValues values;

  Lookup(
      Parts parts,
      Tiers tiers,
      EntryJudge judge,
      CopyComparisons comparisons,
      DecodedValues values) {
    this.values = values;
    this.parts = parts;
    this.tiers = tiers;
    this.judge = judge;
    this.comparisons = comparisons;
  }

  /**
   * Looks a key up in memory; asks no other tier. A valid entry is the answer, or a fallback where
   * the shared tier has to be asked each time.
   *
   * @param now ms since 1970, just read
   */
  <T> LookupResult<T> inMemory(CacheKey<T> key, long now) {
    return inMemory(key, now, true);
  }

  /** The same, but a valid entry is the answer even where the shared tier has to be asked. */
  <T> LookupResult<T> inMemoryAlone(CacheKey<T> key, long now) {
    return inMemory(key, now, false);
  }

  /** Returns whether memory alone answers a key now, without a wait. Counts nothing. */
  boolean holds(CacheKey<?> key, long now) {
    CacheEntry entry = tiers.inMemory(key);
    return entry != null
        && judge.isHitAtOnce(key, entry, now)
        && tiers.standing(key.region(), entry) != Standing.SECOND;
  }

  private <T> LookupResult<T> inMemory(CacheKey<T> key, long now, boolean sharedMayComeFirst) {
    CacheEntry entry = tiers.inMemory(key);
    EntryVerdict verdict = judged(key, tiers.memorySource(), entry, now);
    if (entry != null && verdict == EntryVerdict.HIT) {
      return hit(key, entry, now, sharedMayComeFirst);
    }
    return notValid(key, tiers.memorySource(), entry, verdict, now);
  }

  private <T> LookupResult<T> hit(
      CacheKey<T> key, CacheEntry entry, long now, boolean sharedMayComeFirst) {
    Standing standing = tiers.standing(key.region(), entry);
    ReadResult found = ReadResult.hit(tiers.memorySource());
    switch (standing) {
      case SECOND -> {
        if (sharedMayComeFirst) {
          return LookupResult.later(entry, tiers.memorySource(), true);
        }
      }
      case NEAR -> {
        found = tiers.inSharedsPlace();
        comparisons.compareIfDue(key, entry, now);
      }
      case UNSHARED -> {
        found = tiers.inSharedsPlace();
        tiers.giveBack(key, entry, now);
      }
      case ALONE -> {}
    }
    return answer(key, entry, found, Operation.HIT, now);
  }

  /**
   * The reply of the shared tier.
   *
   * @param results at the places of the keys
   * @param failed whether it was asked in vain: the rest of the request leaves it alone
   */
  record SharedReply(List<LookupResult<?>> results, boolean failed) {}

  /**
   * Looks keys up in the shared tier, where that is in use. If it fails, what is valid in memory is
   * the answer.
   *
   * @param had at the places of the keys, what memory had
   * @param lookUps of the request
   */
  SharedReply inShared(
      List<? extends CacheKey<?>> keys, List<@Nullable Fallback> had, LookUps lookUps) {
    List<LookupResult<?>> results = new ArrayList<>(keys.size());
    List<CacheKey<?>> asked = new ArrayList<>(keys.size());
    List<Integer> places = new ArrayList<>(keys.size());
    for (int i = 0; i < keys.size(); i++) {
      results.add(new NoAnswer<>(had.get(i)));
      if (tiers.usesShared(keys.get(i).region())) {
        asked.add(keys.get(i));
        places.add(i);
      }
    }
    List<@Nullable CacheEntry> found = asked.isEmpty() ? List.of() : tiers.inShared(asked, lookUps);
    long now = parts.clock().millis();
    for (int i = 0; i < asked.size(); i++) {
      int place = places.get(i);
      results.set(
          place,
          found == null
              ? fromMemoryAfterAll(asked.get(i), had.get(place), now)
              : fromShared(asked.get(i), found.get(i), had.get(place), now));
    }
    return new SharedReply(results, found == null);
  }

  private <T> LookupResult<T> fromShared(
      CacheKey<T> key, @Nullable CacheEntry entry, @Nullable Fallback had, long now) {
    Source source = tiers.sharedSource();
    EntryVerdict verdict = judged(key, source, entry, now);
    CacheEntry copy = had != null && had.isValid() ? stillValid(had.entry()) : null;
    if (copy != null) {
      switch (comparisons.decide(copy, entry, verdict)) {
        case GIVE_OURS -> {
          tiers.giveBack(key, copy, now);
          return answer(key, copy, tiers.inSharedsPlace(), Operation.HIT, now);
        }
        case LEAVE -> {
          return answer(key, copy, tiers.inSharedsPlace(), Operation.HIT, now);
        }
        case WITHDRAW -> copy.withdraw();
        case TAKE_THEIRS -> {}
      }
    }
    if (entry != null && verdict == EntryVerdict.HIT) {
      tiers.keepCopy(key, entry, now);
      return answer(key, entry, ReadResult.hit(source), Operation.HIT, now);
    }
    LookupResult<T> found = notValid(key, source, entry, verdict, now);
    return found.answer() != null ? found : new NoAnswer<>(Fallback.newer(had, found.fallback()));
  }

  /** An entry that was invalidated while the shared tier was asked is a copy no longer. */
  private @Nullable CacheEntry stillValid(CacheEntry copy) {
    return judge.isUntouched(copy) ? copy : null;
  }

  private <T> LookupResult<T> fromMemoryAfterAll(
      CacheKey<T> key, @Nullable Fallback had, long now) {
    if (had == null || judge.judge(key, had.entry(), now) != EntryVerdict.HIT) {
      return new NoAnswer<>(had);
    }
    return answer(key, had.entry(), ReadResult.hit(had.source()), Operation.HIT, now);
  }

  private <T> LookupResult<T> notValid(
      CacheKey<T> key, Source tier, @Nullable CacheEntry entry, EntryVerdict verdict, long now) {
    if (entry != null && verdict == EntryVerdict.STALE) {
      return answer(key, entry, ReadResult.stale(tier), Operation.STALE, now);
    }
    parts.recorder().count(tier, Operation.MISS, key.region());
    return entry != null && verdict == EntryVerdict.EXPIRED
        ? LookupResult.later(entry, tier, false)
        : new NoAnswer<>(null);
  }

  private EntryVerdict judged(CacheKey<?> key, Source tier, @Nullable CacheEntry entry, long now) {
    EntryVerdict verdict = entry == null ? EntryVerdict.MISS : judge.judge(key, entry, now);
    if (LOGGER.isLoggable(System.Logger.Level.DEBUG)) {
      LOGGER.log(System.Logger.Level.DEBUG, "{0} in {1}: {2}", key, tier, verdict);
    }
    if (entry != null && verdict == EntryVerdict.GONE) {
      tiers.forget(tier, key, entry);
    }
    return verdict;
  }

  private <T> EntryAnswer<T> answer(
      CacheKey<T> key, CacheEntry entry, ReadResult found, Operation operation, long now) {
    Source counted = found.near() ? tiers.memorySource() : found.source();
    parts.recorder().count(counted, operation, key.region());
    long age = Math.max(0, now - entry.loadedMillis());
    return new EntryAnswer<>(key, entry, found, age, values);
  }
}
