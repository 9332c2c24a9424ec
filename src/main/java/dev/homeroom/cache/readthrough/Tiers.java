package dev.homeroom.cache.readthrough;

import dev.homeroom.cache.CacheKey;
import dev.homeroom.cache.Region;
import dev.homeroom.cache.Source;
import dev.homeroom.cache.spi.CacheEntry;
import dev.homeroom.cache.spi.CacheRecorder;
import dev.homeroom.cache.spi.CacheRecorder.Operation;
import dev.homeroom.cache.spi.LookUps;
import dev.homeroom.cache.spi.Tier;
import dev.homeroom.cache.spi.TierFailedException;
import java.util.List;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * The tiers. A tier that fails is a miss, counted as {@code error}, and never reaches the caller.
 *
 * <p>Memory keeps each loaded entry, and copies of the shared tier's, so that it is warm when that
 * goes.
 */
final class Tiers {
  private static final System.Logger LOGGER = System.getLogger(Tiers.class.getName());

  private final MemoryEntries memory;
  private final Tier shared;
  private final Sharing sharing;
  private final CacheRecorder recorder;

  /**
   * Makes the tiers.
   *
   * @param memory this instance's tier, the only one for LOCAL regions
   * @param shared the tier that all instances share
   */
  Tiers(Tier memory, Tier shared, Sharing sharing, CacheRecorder recorder) {
    this.memory = new MemoryEntries(memory, recorder);
    this.shared = shared;
    this.sharing = sharing;
    this.recorder = recorder;
  }

  /** The relation of a valid entry of memory to the shared tier. */
  enum Standing {
    /** The shared tier is not in use for it, or never holds such. */
    ALONE,
    /** It answers in the shared tier's place. */
    NEAR,
    /** It answers, and is given to the shared tier, which does not have it. */
    UNSHARED,
    /** It answers only if the shared tier, which is asked each time, fails. */
    SECOND
  }

  /** Returns how a valid entry of memory stands to the shared tier now. */
  Standing standing(Region<?> region, CacheEntry copy) {
    if (!usesShared(region) || copy.isAbsent()) {
      return Standing.ALONE;
    }
    if (isOfAnotherRun(copy)) {
      return Standing.UNSHARED;
    }
    // Redis does not have yet what waits to be given to it.
    return sharing.nearCopies() || copy.isBeingGiven() ? Standing.NEAR : Standing.SECOND;
  }

  /** Has memory keep the value that was read from an entry beside it. */
  void keepDecoded(CacheKey<?> key, CacheEntry entry, Object value) {
    memory.keepDecoded(key, entry, value);
  }

  /** Returns what compares memory's copies with the shared tier. */
  Executor compares() {
    return sharing.compares();
  }

  /** Returns whether the shared tier has begun anew since it was seen to hold the same. */
  boolean isOfAnotherRun(CacheEntry copy) {
    return copy.sharedRun() != sharing.run().getAsLong();
  }

  /** Returns what is said of an answer that memory gives in the shared tier's place. */
  ReadResult inSharedsPlace() {
    return sharing.nearCopies() ? ReadResult.NEAR : ReadResult.hit(memory.source());
  }

  /** Notes that the shared tier holds the same as memory's entry. */
  private void compared(CacheEntry copy, long now) {
    copy.shared(sharing.run().getAsLong(), now);
  }

  /** Returns what memory holds under a key: an entry, a negative answer, or null. */
  @Nullable CacheEntry inMemory(CacheKey<?> key) {
    return memory.get(key);
  }

  /** Returns the shared tier's look-ups of one request, whose time begins now. */
  LookUps lookUps() {
    return shared.lookUps();
  }

  /** Returns what the shared tier holds, at the keys' places; null if it failed. */
  @Nullable List<@Nullable CacheEntry> inShared(List<? extends CacheKey<?>> keys) {
    return inShared(keys, lookUps());
  }

  /** The same within the look-ups of a request. */
  @Nullable List<@Nullable CacheEntry> inShared(List<? extends CacheKey<?>> keys, LookUps lookUps) {
    try {
      return lookUps.of(keys);
    } catch (TierFailedException e) {
      keys.forEach(key -> sharedFailed(key.region(), e));
      return null;
    }
  }

  /** Keeps a copy of what the shared tier answered, unless something newer has come meanwhile. */
  void keepCopy(CacheKey<?> key, CacheEntry entry, long now) {
    if (sharing.nearCopies()) {
      compared(entry, now);
      memory.keep(key, entry, now);
    }
  }

  /**
   * Keeps an entry in memory, and has it kept in the shared tier, if that is in use, in the
   * background; a negative answer in memory alone.
   *
   * @param now ms since 1970
   * @param sharedFailed whether this request has already asked the shared tier in vain
   * @return whether it is kept, or about to be, anywhere
   */
  boolean keep(CacheKey<?> key, CacheEntry entry, long now, boolean sharedFailed) {
    if (entry.isAbsent()) {
      memory.keepAbsent(key, entry, now);
      if (!sharedFailed && usesShared(key.region())) {
        inBackground(() -> forgetShared(key, entry, now));
      }
      return true;
    }
    boolean kept = memory.keep(key, entry, now);
    return (!sharedFailed && giveBack(key, entry, now)) || kept;
  }

  /** Keeps an entry in the shared tier if that is in use; returns whether it did. */
  boolean share(Region<?> region, CacheEntry entry, long now) {
    if (!usesShared(region) || entry.isAbsent()) {
      return false;
    }
    try {
      compared(entry, now);
      shared.put(entry);
      recorder.count(shared.source(), Operation.SET, region);
      return true;
    } catch (TierFailedException e) {
      entry.unshared();
      sharedFailed(region, e);
      return false;
    }
  }

  /**
   * Has an entry given to the shared tier in the background, if that is in use; nobody waits for
   * it.
   *
   * @return whether that is about to be done; if not, it is offered again at its next use
   */
  boolean giveBack(CacheKey<?> key, CacheEntry entry, long now) {
    if (!usesShared(key.region())) {
      return false;
    }
    compared(entry, now);
    entry.beingGiven(true);
    boolean taken = inBackground(() -> giveBackNow(key, entry, now));
    if (!taken) {
      entry.beingGiven(false);
      entry.unshared();
    }
    return taken;
  }

  private boolean inBackground(Runnable work) {
    try {
      sharing.givesBack().execute(work);
      return true;
    } catch (RuntimeException | Error e) {
      // Its queue is full, or no thread can be started. The caller has its answer already.
      LOGGER.log(System.Logger.Level.DEBUG, "not given to Redis: {0}", e.getMessage());
      return false;
    }
  }

  /** An entry that was invalidated or replaced while it waited must not replace a later one. */
  private void giveBackNow(CacheKey<?> key, CacheEntry entry, long now) {
    try {
      CacheEntry here = memory.get(key);
      boolean isReplaced =
          here != null && here != entry && here.loadedMillis() >= entry.loadedMillis();
      if (isReplaced || !entry.stamps().areCurrent() || !share(key.region(), entry, now)) {
        entry.unshared();
      }
    } finally {
      // Not before Redis has it: until then nobody may take it for deleted there.
      entry.beingGiven(false);
    }
  }

  /**
   * Lets go of this very entry, which no longer answers. One that has come in its place stays, and
   * so does what the shared tier has: the next load replaces it.
   */
  void forget(Source tier, CacheKey<?> key, CacheEntry entry) {
    if (tier == memory.source()) {
      memory.forget(key, entry);
    }
  }

  /** Removes an entry whose value is gone; void entries are not found anyhow. */
  private void forgetShared(CacheKey<?> key, CacheEntry absent, long now) {
    try {
      shared.removeIf(
          key, here -> here.stamps().areCurrent() && !MemoryEntries.outdoes(here, absent, now));
    } catch (TierFailedException e) {
      sharedFailed(key.region(), e);
    }
  }

  /** Returns which tier a region's operations are counted for now. */
  Source sourceOf(Region<?> region) {
    return usesShared(region) ? shared.source() : memory.source();
  }

  /** Returns what memory's answers say now. */
  Source memorySource() {
    return memory.source();
  }

  /** Returns what the shared tier's answers say. */
  Source sharedSource() {
    return shared.source();
  }

  /** Returns whether the shared tier is in use for a region. */
  boolean usesShared(Region<?> region) {
    return !region.isLocal() && sharing.inUse().getAsBoolean();
  }

  /** Its log lines are the state machine's: one for each change of state, none for each call. */
  private void sharedFailed(Region<?> region, TierFailedException failure) {
    recorder.count(shared.source(), Operation.ERROR, region);
    LOGGER.log(System.Logger.Level.DEBUG, "Redis GET error: {0}", failure.getMessage());
  }
}
