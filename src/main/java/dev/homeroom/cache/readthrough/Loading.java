package dev.homeroom.cache.readthrough;

import dev.homeroom.cache.CacheKey;
import dev.homeroom.cache.DataClass;
import dev.homeroom.cache.KnownGenerations;
import dev.homeroom.cache.LoadScope;
import dev.homeroom.cache.Region;
import dev.homeroom.cache.RegionTtls;
import dev.homeroom.cache.Stamps;
import dev.homeroom.cache.Tag;
import dev.homeroom.cache.spi.CacheEntry;
import dev.homeroom.cache.spi.CacheRecorder;
import dev.homeroom.cache.spi.CacheRecorder.Unstored;
import dev.homeroom.cache.spi.ValueFormat;
import dev.homeroom.time.Ticker;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Runs a loader between taking its stamps and keeping its value: once, and once more if the stamps
 * moved meanwhile.
 */
class Loading {
  private static final System.Logger LOGGER = System.getLogger(Loading.class.getName());

  /** The part of a time to live by which it is shortened at most, at random. */
  private static final double JITTER = 0.1;

  private static final byte[] NOTHING = {};

  private final KnownGenerations known;
  private final Tiers tiers;
  private final EntryJudge judge;
  private final ValueFormat format;
  private final Clock clock;
  private final Ticker ticker;
  private final CacheRecorder recorder;
  private final RegionTtls ttls;
  private final DoubleSupplier random;
  private final LoadGuard guard;
  private final UnkeepableValues unkeepable;

  Loading(Parts parts, Tiers tiers, EntryJudge judge, LoadGuard guard) {
    this.judge = judge;
    this.guard = guard;
    this.known = parts.known();
    this.tiers = tiers;
    this.format = parts.format();
    this.clock = parts.clock();
    this.ticker = parts.ticker();
    this.unkeepable = new UnkeepableValues(ticker);
    this.recorder = parts.recorder();
    this.ttls = parts.ttls();
    this.random = parts.random();
  }

  <T> Loaded load(Load<T> load) {
    CacheEntry left = left(load);
    if (left != null) {
      return new Loaded(left, true, true);
    }
    CacheEntry first = attempt(load);
    return kept(load, hasMoved(first) ? attempt(load) : first);
  }

  /** Returns whether data of an entry changed while it was loaded. */
  static boolean hasMoved(CacheEntry loaded) {
    // Stamps of tags in doubt say nothing: the value is answered, but cannot be kept.
    return loaded.stamps().areKnown() && !loaded.stamps().areCurrent();
  }

  /** Returns what somebody else has loaded meanwhile, if it is good enough; else null. */
  @Nullable CacheEntry left(Load<?> load) {
    CacheKey<?> key = load.key();
    // A caller that missed just before another load ended joins just after it: its value is here.
    CacheEntry here = tiers.inMemory(key);
    if (here != null && isFound(load, here)) {
      return here;
    }
    if (!load.requirement().looksIntoShared() || !tiers.usesShared(key.region())) {
      return null;
    }
    List<@Nullable CacheEntry> found = tiers.inShared(List.of(key));
    CacheEntry there = found == null ? null : found.get(0);
    if (there == null || !isFound(load, there)) {
      return null;
    }
    tiers.keepCopy(key, there, clock.millis());
    return there;
  }

  /**
   * Returns whether an entry that exists already may end this load. Tells joining callers its
   * stamps, and compares them once more: so no caller joins for a value older than a write that it
   * has seen.
   */
  private boolean isFound(Load<?> load, CacheEntry entry) {
    if (!isWished(load, entry)) {
      return false;
    }
    load.answersWith(entry.stamps());
    if (entry.stamps().areCurrent()) {
      return true;
    }
    load.beginsAnew();
    return false;
  }

  private boolean isWished(Load<?> load, CacheEntry entry) {
    return entry.loadedMillis() >= load.requirement().notBeforeMillis()
        && judge.judge(load.key(), entry, clock.millis()) == EntryVerdict.HIT;
  }

  private <T> CacheEntry attempt(Load<T> load) {
    CacheKey<T> key = load.key();
    Stamps before = stampsFor(key);
    long begun = ticker.nanos();
    load.loadsWith(before, begun);
    OwnScope scope = new OwnScope(load, before, begun);
    long begunMillis = clock.millis();
    AtomicReference<@Nullable T> made = new AtomicReference<>();
    guard.run(key, () -> made.set(load.loader().load(scope)));
    T value = made.get();
    recorder.loaded(key.region(), ticker.nanos() - begun);
    Stamps stamps = stampsAfter(key, scope.stamps);
    return entry(key, value, stamps, begunMillis, scope.freshUntilMillis);
  }

  /** Takes the stamps that the entry carries if nothing moves: before the loader reads anything. */
  protected Stamps stampsFor(CacheKey<?> key) {
    List<Tag> tags = key.tags();
    Stamps stamps = known.stampsOf(tags);
    if (stamps.areKnown()) {
      return stamps;
    }
    known.awaitSettled(tags);
    return known.stampsOf(tags);
  }

  /** Returns what the entry carries: what was taken before the load. */
  protected Stamps stampsAfter(CacheKey<?> key, Stamps takenBefore) {
    return takenBefore;
  }

  /**
   * Makes an entry.
   *
   * @param value null: a negative answer
   * @param atMostMillis it is fresh no longer than this, ms since 1970
   */
  <T> CacheEntry entry(
      CacheKey<T> key, @Nullable T value, Stamps stamps, long loadedMillis, long atMostMillis) {
    Region<T> region = ttls.configured(key.region());
    Duration ttl = value == null ? region.negativeTtl() : region.ttl();
    long fresh = Math.min(atMostMillis, loadedMillis + lifetime(region, ttl.toMillis()));
    fresh = Math.max(fresh, loadedMillis);
    long stale = value == null ? fresh : fresh + region.staleAllowance().toMillis();
    boolean local = region.isLocal();
    byte[] payload = local || value == null ? NOTHING : format.write(value);
    CacheEntry made =
        new CacheEntry(
            key.text(),
            region.shape(),
            stamps,
            loadedMillis,
            fresh,
            stale,
            payload,
            local ? value : null);
    judge.timed(made, clock.millis());
    return made;
  }

  /** Shortens a time to live by up to 10 %, so that what was loaded together does not end so. */
  protected long lifetime(Region<?> region, long ttlMillis) {
    return region.dataClass() == DataClass.CRITICAL
        ? ttlMillis
        : ttlMillis - (long) (ttlMillis * JITTER * random.getAsDouble());
  }

  /** Keeps the entry of a load if it may be kept, and returns it as the load's result. */
  Loaded kept(Load<?> load, CacheEntry entry) {
    return new Loaded(entry, keep(load.key(), entry, load.requirement().sharedFailed()), false);
  }

  /**
   * Keeps an entry if it may be kept, and counts it if not.
   *
   * @param sharedFailed whether the request has asked the shared tier in vain
   */
  boolean keep(CacheKey<?> key, CacheEntry entry, boolean sharedFailed) {
    Region<?> region = key.region();
    Unstored reason = whyNot(region, entry);
    if (reason != null) {
      recorder.countUnstored(region, reason);
      LOGGER.log(System.Logger.Level.DEBUG, "{0} not kept: {1}", key, reason);
      unkeepable.tell(region, entry, reason);
      return false;
    }
    boolean kept = tiers.keep(key, entry, clock.millis(), sharedFailed);
    LOGGER.log(System.Logger.Level.DEBUG, "{0} kept: {1}", key, kept);
    return kept;
  }

  /** Returns why an entry must not be kept; null if it may be. */
  private static @Nullable Unstored whyNot(Region<?> region, CacheEntry entry) {
    if (entry.stamps().size() > CacheKey.MAX_TAGS) {
      return Unstored.TOO_MANY_TAGS;
    }
    if (entry.payload().length > region.maxBytes()) {
      return Unstored.TOO_LARGE;
    }
    if (entry.isAbsent() && region.negativeTtl().isZero()) {
      return Unstored.ABSENT;
    }
    return entry.stamps().areCurrent() ? null : Unstored.STAMPS_MOVED;
  }

  /** The loader's own words about its entry. */
  private final class OwnScope implements LoadScope {
    private final Load<?> load;
    private final long begun;
    private Stamps stamps;
    private long freshUntilMillis = Long.MAX_VALUE;

    OwnScope(Load<?> load, Stamps before, long begun) {
      this.load = load;
      this.begun = begun;
      this.stamps = before;
    }

    @Override
    public void freshUntil(Instant end) {
      freshUntilMillis = Math.min(freshUntilMillis, end.toEpochMilli());
    }

    @Override
    public void dependsOn(Tag tag) {
      List<Tag> one = List.of(tag);
      Stamps taken = known.stampsOf(one);
      if (!taken.areKnown()) {
        known.awaitSettled(one);
        taken = known.stampsOf(one);
      }
      stamps = stamps.and(taken);
      // A caller that asks after one of these tags has changed must not join either.
      load.loadsWith(stamps, begun);
    }
  }
}
