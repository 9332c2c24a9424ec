package dev.homeroom.cache.reading;

import dev.homeroom.cache.CacheEntry;
import dev.homeroom.cache.CacheKey;
import dev.homeroom.cache.CacheRecorder;
import dev.homeroom.cache.CacheRecorder.Unstored;
import dev.homeroom.cache.KnownGenerations;
import dev.homeroom.cache.LoadScope;
import dev.homeroom.cache.Region;
import dev.homeroom.cache.RegionTtls;
import dev.homeroom.cache.Stamps;
import dev.homeroom.cache.Tag;
import dev.homeroom.cache.Ticker;
import dev.homeroom.cache.ValueFormat;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Runs a loader between taking its stamps and keeping its value: once, and once more if the stamps
 * moved meanwhile.
 */
class Loading {
  private static final System.Logger LOGGER = System.getLogger(Loading.class.getName());

  private final KnownGenerations known;
  private final Tiers tiers;
  private final EntryJudge judge;
  private final ValueFormat format;
  private final Clock clock;
  private final Ticker ticker;
  private final CacheRecorder recorder;
  private final RegionTtls ttls;

  Loading(Parts parts, Tiers tiers, EntryJudge judge) {
    this.judge = judge;
    this.known = parts.known();
    this.tiers = tiers;
    this.format = parts.format();
    this.clock = parts.clock();
    this.ticker = parts.ticker();
    this.recorder = parts.recorder();
    this.ttls = parts.ttls();
  }

  <T> Loaded load(Flight<T> flight) {
    // Who missed just before another's load ended boards just after it: what it left is here. So is
    // what was loaded while the shared tier was away, or what that tier has lost since.
    CacheEntry left = tiers.inMemory(flight.key());
    if (left != null && judge.judge(flight.key(), left) == Verdict.HIT) {
      tiers.share(flight.key().region(), left, flight.sharedFailed());
      return new Loaded(left, true, true);
    }
    Attempt first = attempt(flight);
    // Stamps of tags in doubt say nothing: the value is answered, but cannot be kept.
    if (first.stamps().areCurrent() || !first.stamps().areKnown()) {
      return kept(flight, first);
    }
    return kept(flight, attempt(flight));
  }

  /** A value, and the stamps that were taken before it was loaded. */
  private record Attempt(CacheEntry entry, Stamps stamps) {}

  private <T> Attempt attempt(Flight<T> flight) {
    CacheKey<T> key = flight.key();
    Stamps before = stampsFor(key);
    flight.loadsWith(before);
    Scope scope = new Scope(before);
    long begunMillis = clock.millis();
    long begun = ticker.nanos();
    T value = flight.loader().load(scope);
    recorder.loaded(key.region(), ticker.nanos() - begun);
    Stamps stamps = stampsAfter(key, scope.stamps);
    return new Attempt(entry(key, value, stamps, begunMillis, scope.freshUntilMillis), stamps);
  }

  /** Takes the stamps that the entry carries if nothing moves: before the loader reads anything. */
  protected Stamps stampsFor(CacheKey<?> key) {
    Stamps stamps = known.stampsOf(key.tags());
    if (stamps.areKnown()) {
      return stamps;
    }
    known.awaitSettled(key.tags());
    return known.stampsOf(key.tags());
  }

  /** Returns what the entry carries: what was taken before the load. */
  protected Stamps stampsAfter(CacheKey<?> key, Stamps takenBefore) {
    return takenBefore;
  }

  <T> CacheEntry entry(
      CacheKey<T> key, T value, Stamps stamps, long loadedMillis, long atMostMillis) {
    Region<T> region = ttls.configured(key.region());
    long fresh = Math.min(atMostMillis, loadedMillis + region.ttl().toMillis());
    fresh = Math.max(fresh, loadedMillis);
    long stale = fresh + region.staleAllowance().toMillis();
    boolean local = region.isLocal();
    byte[] payload = local ? new byte[0] : format.write(value);
    return new CacheEntry(
        key.text(),
        region.shape(),
        stamps,
        loadedMillis,
        fresh,
        stale,
        payload,
        local ? value : null);
  }

  private Loaded kept(Flight<?> flight, Attempt attempt) {
    CacheEntry entry = attempt.entry();
    return new Loaded(entry, keep(flight.key(), entry, flight.sharedFailed()), false);
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
      return false;
    }
    boolean kept = tiers.keep(region, entry, sharedFailed);
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
    return entry.stamps().areCurrent() ? null : Unstored.STAMPS_MOVED;
  }

  /** The loader's own words about its entry. */
  private final class Scope implements LoadScope {
    private Stamps stamps;
    private long freshUntilMillis = Long.MAX_VALUE;

    Scope(Stamps before) {
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
    }
  }
}
