package dev.homeroom.cache.readthrough;

import dev.homeroom.cache.CacheEntry;
import dev.homeroom.cache.CacheKey;
import dev.homeroom.cache.CacheRecorder.Operation;
import dev.homeroom.cache.Cached;
import dev.homeroom.cache.Found;
import dev.homeroom.cache.LoadTimeoutException;
import dev.homeroom.cache.Outcome;
import java.util.List;
import java.util.Objects;

/**
 * Has loaded what no tier answered, side by side, and waits: for what has something old to serve
 * 300 ms, else 2 s from the asking. Fail-safe: what cannot be loaded in time is answered by what is
 * old, where that may be.
 */
final class Landing {
  private final Parts parts;
  private final EntryJudge judge;
  private final Flights flights;
  private final FailedLoads failures;
  private final LoadLimits limits;

  Landing(Parts parts, EntryJudge judge, Flights flights, FailedLoads failures, LoadLimits limits) {
    this.parts = parts;
    this.judge = judge;
    this.flights = flights;
    this.failures = failures;
    this.limits = limits;
  }

  /**
   * Answers what is still open, or notes why that failed.
   *
   * @param asked when the caller asked, by the ticker
   * @param outcome what is said of what was loaded
   */
  void land(List<? extends Asking<?>> all, long asked, Wish wish, Outcome outcome) {
    for (Asking<?> asking : all) {
      if (asking.isOpen()) {
        board(asking, wish);
      }
    }
    for (Asking<?> asking : all) {
      if (asking.isOpen()) {
        await(asking, asked, outcome);
      }
    }
  }

  private <T> void board(Asking<T> asking, Wish wish) {
    if (failures.isSpared(asking.key.text()) && answersOld(asking)) {
      return;
    }
    asking.pending().failure = failures.repeated(asking.key.text());
    if (asking.pending().failure == null) {
      asking.pending().boarding =
          flights.board(asking.key, Objects.requireNonNull(asking.loader), wish);
    }
  }

  private <T> void await(Asking<T> asking, long asked, Outcome outcome) {
    CacheEntry old = asking.pending().old;
    try {
      if (old != null && judge.mayBeStale(asking.key, old)) {
        if (landed(asking, left(asked, limits.softTimeout().toNanos()), outcome)) {
          return;
        }
        failures.slow(asking.key.text());
        if (answersOld(asking)) {
          return;
        }
      }
      // A database that is known to be away is not waited for.
      boolean away = parts.known().databaseAway();
      long longest = (away ? limits.softTimeout() : limits.hardTimeout()).toNanos();
      if (!landed(asking, left(asked, longest), outcome)) {
        asking.pending().failure = new LoadTimeoutException(asking.key.text());
      }
    } catch (Throwable e) {
      // Whatever a loader threw: the caller gets it unchanged, if there is nothing old to serve.
      if (!answersOld(asking)) {
        asking.pending().failure = e;
      }
    }
  }

  private long left(long asked, long longestNanos) {
    return longestNanos - (parts.ticker().nanos() - asked);
  }

  /** Waits; returns false if it takes longer. */
  private <T> boolean landed(Asking<T> asking, long nanos, Outcome outcome) {
    Flights.Boarding boarding = Objects.requireNonNull(asking.pending().boarding);
    Loaded loaded = boarding.flight().await(nanos);
    if (loaded == null) {
      return false;
    }
    answer(asking, loaded.entry(), found(asking, loaded, outcome));
    return true;
  }

  private static Found found(Asking<?> asking, Loaded loaded, Outcome outcome) {
    boolean collapsed = Objects.requireNonNull(asking.pending().boarding).joined();
    if (loaded.entry().payload().length > asking.key.region().maxBytes()) {
      // No tier ever keeps it: the cache has no part in it.
      return Found.reloaded(collapsed, false);
    }
    if (outcome != Outcome.BYPASS) {
      return Found.loaded(collapsed, loaded.stored());
    }
    // Who wants it anew is told if it was not: what lay there was young enough.
    return loaded.found()
        ? Found.hit(asking.pending().oldSource)
        : Found.reloaded(collapsed, loaded.stored());
  }

  private <T> boolean answersOld(Asking<T> asking) {
    CacheEntry old = asking.pending().old;
    if (old == null || !judge.mayBeStale(asking.key, old)) {
      return false;
    }
    Found found = Found.stale(asking.pending().oldSource);
    parts.recorder().count(found.source(), Operation.STALE, asking.key.region());
    answer(asking, old, found);
    return true;
  }

  private <T> void answer(Asking<T> asking, CacheEntry entry, Found found) {
    CacheKey<T> key = asking.key;
    long age = Math.max(0, parts.clock().millis() - entry.loadedMillis());
    asking.answer = new Cached<>(key, entry, found, age, parts.format());
  }
}
