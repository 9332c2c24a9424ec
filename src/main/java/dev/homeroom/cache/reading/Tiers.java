package dev.homeroom.cache.reading;

import dev.homeroom.cache.CacheEntry;
import dev.homeroom.cache.CacheKey;
import dev.homeroom.cache.CacheRecorder;
import dev.homeroom.cache.CacheRecorder.Operation;
import dev.homeroom.cache.Region;
import dev.homeroom.cache.Source;
import dev.homeroom.cache.Tier;
import dev.homeroom.cache.TierFailedException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The tiers, and the only way to them: the shared one first while it is in use, else memory. A tier
 * that fails is a miss, counted as {@code error}, and never reaches who asked.
 *
 * <p>Memory keeps whatever is kept, so that it is warm when the shared tier goes.
 */
final class Tiers {
  private static final System.Logger LOGGER = System.getLogger(Tiers.class.getName());

  private final Tier memory;
  private final Tier shared;
  private final BooleanSupplier sharedInUse;
  private final CacheRecorder recorder;
  private final AtomicBoolean told = new AtomicBoolean();

  /**
   * Joins the tiers.
   *
   * @param memory of this instance: the only one for LOCAL regions
   * @param shared by all instances
   * @param sharedInUse whether the shared tier may be asked; itself asked at each use
   */
  Tiers(Tier memory, Tier shared, BooleanSupplier sharedInUse, CacheRecorder recorder) {
    this.memory = memory;
    this.shared = shared;
    this.sharedInUse = sharedInUse;
    this.recorder = recorder;
  }

  /** Returns tiers of which there is one. */
  static Tiers of(Tier memory, CacheRecorder recorder) {
    return new Tiers(memory, memory, () -> false, recorder);
  }

  /**
   * What one look found.
   *
   * @param tier who answered
   * @param entry what it holds, or null
   * @param sharedFailed whether the shared tier was asked in vain: the rest of this request leaves
   *     it alone
   */
  record Look(Tier tier, @Nullable CacheEntry entry, boolean sharedFailed) {}

  /** The same of several keys, at their places. */
  record Looks(Tier tier, List<@Nullable CacheEntry> entries, boolean sharedFailed) {}

  /** Looks for one key. */
  Look look(CacheKey<?> key) {
    if (usesShared(key.region())) {
      try {
        return new Look(shared, shared.get(key), false);
      } catch (TierFailedException e) {
        sharedFailed(key.region(), e);
        return new Look(memory, inMemory(key), true);
      }
    }
    return new Look(memory, inMemory(key), false);
  }

  /** Looks for several keys that are all LOCAL or all not: one round trip. */
  Looks look(List<CacheKey<?>> keys) {
    if (!keys.isEmpty() && usesShared(keys.get(0).region())) {
      try {
        return new Looks(shared, shared.getAll(keys), false);
      } catch (TierFailedException e) {
        keys.forEach(key -> sharedFailed(key.region(), e));
        return new Looks(memory, allInMemory(keys), true);
      }
    }
    return new Looks(memory, allInMemory(keys), false);
  }

  /** Returns what memory holds under a key. */
  @Nullable CacheEntry inMemory(CacheKey<?> key) {
    try {
      return memory.get(key);
    } catch (RuntimeException e) {
      memoryFailed(key.region(), e);
      return null;
    }
  }

  private List<@Nullable CacheEntry> allInMemory(List<CacheKey<?>> keys) {
    try {
      return memory.getAll(keys);
    } catch (RuntimeException e) {
      keys.forEach(key -> memoryFailed(key.region(), e));
      return new ArrayList<>(Collections.nCopies(keys.size(), null));
    }
  }

  /**
   * Keeps an entry in memory, and in the shared tier if it is in use.
   *
   * @param sharedFailed whether this request has already asked the shared tier in vain
   * @return whether it is kept anywhere
   */
  boolean keep(Region<?> region, CacheEntry entry, boolean sharedFailed) {
    boolean kept = keepInMemory(region, entry);
    return share(region, entry, sharedFailed) || kept;
  }

  /**
   * Keeps an entry in the shared tier if it is in use.
   *
   * @param sharedFailed whether this request has already asked the shared tier in vain
   * @return whether it is kept there
   */
  boolean share(Region<?> region, CacheEntry entry, boolean sharedFailed) {
    if (sharedFailed || !usesShared(region)) {
      return false;
    }
    try {
      shared.put(entry);
      recorder.count(shared.source(), Operation.SET, region);
      return true;
    } catch (TierFailedException e) {
      sharedFailed(region, e);
      return false;
    }
  }

  private boolean keepInMemory(Region<?> region, CacheEntry entry) {
    try {
      memory.put(entry);
      recorder.count(memory.source(), Operation.SET, region);
      return true;
    } catch (RuntimeException e) {
      memoryFailed(region, e);
      return false;
    }
  }

  /** Lets go of an entry that no longer answers; the shared tier's is replaced by the next load. */
  void forget(Tier tier, CacheKey<?> key) {
    if (tier != memory) {
      return;
    }
    try {
      memory.removeAll(List.of(key.text()));
    } catch (RuntimeException e) {
      memoryFailed(key.region(), e);
    }
  }

  /** Returns which tier a region's operations are counted for now. */
  Source sourceOf(Region<?> region) {
    return usesShared(region) ? shared.source() : memory.source();
  }

  private boolean usesShared(Region<?> region) {
    return !region.isLocal() && sharedInUse.getAsBoolean();
  }

  /** Its log lines are the state machine's: one for each change of state, none for each call. */
  private void sharedFailed(Region<?> region, TierFailedException failure) {
    recorder.count(shared.source(), Operation.ERROR, region);
    LOGGER.log(System.Logger.Level.DEBUG, "Redis GET error: {0}", failure.getMessage());
  }

  private void memoryFailed(Region<?> region, RuntimeException failure) {
    recorder.count(memory.source(), Operation.ERROR, region);
    if (told.compareAndSet(false, true)) {
      LOGGER.log(
          System.Logger.Level.WARNING,
          "A cache tier failed: "
              + memory.source().text()
              + ". This means: what it does not give is loaded from the database, which is slower"
              + " and right. Do: watch cache_operations_total with operation=\"error\", which goes"
              + " on counting; if it rises, restart this server and report this.",
          failure);
    }
  }
}
