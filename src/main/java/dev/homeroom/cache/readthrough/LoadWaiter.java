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
final class LoadWaiter {
  private final Parts parts;
  private final EntryJudge judge;
  private final Flights flights;
  private final FailedLoads failures;
  private final LoadLimits limits;

  LoadWaiter(
      Parts parts, EntryJudge judge, Flights flights, FailedLoads failures, LoadLimits limits) {
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
  void land(
      List<? extends PendingRead<?>> all,
      long asked,
      LoadRequirement requirement,
      Outcome outcome) {
    for (PendingRead<?> read : all) {
      if (read.isOpen()) {
        board(read, requirement);
      }
    }
    for (PendingRead<?> read : all) {
      if (read.isOpen()) {
        await(read, asked, outcome);
      }
    }
  }

  private <T> void board(PendingRead<T> read, LoadRequirement requirement) {
    if (failures.isSpared(read.key.text()) && answersOld(read)) {
      return;
    }
    read.pending().failure = failures.repeated(read.key.text());
    if (read.pending().failure == null) {
      read.pending().boarding =
          flights.board(read.key, Objects.requireNonNull(read.loader), requirement);
    }
  }

  private <T> void await(PendingRead<T> read, long asked, Outcome outcome) {
    CacheEntry old = read.pending().old;
    try {
      if (old != null && judge.mayBeStale(read.key, old)) {
        if (landed(read, left(asked, limits.softTimeout().toNanos()), outcome)) {
          return;
        }
        failures.slow(read.key.text());
        if (answersOld(read)) {
          return;
        }
      }
      // A database that is known to be away is not waited for.
      boolean away = parts.known().databaseAway();
      long longest = (away ? limits.softTimeout() : limits.hardTimeout()).toNanos();
      if (!landed(read, left(asked, longest), outcome)) {
        read.pending().failure = new LoadTimeoutException(read.key.text());
      }
    } catch (Throwable e) {
      // Whatever a loader threw: the caller gets it unchanged, if there is nothing old to serve.
      if (!answersOld(read)) {
        read.pending().failure = e;
      }
    }
  }

  private long left(long asked, long longestNanos) {
    return longestNanos - (parts.ticker().nanos() - asked);
  }

  /** Waits; returns false if it takes longer. */
  private <T> boolean landed(PendingRead<T> read, long nanos, Outcome outcome) {
    Flights.Boarding boarding = Objects.requireNonNull(read.pending().boarding);
    Loaded loaded = boarding.flight().await(nanos);
    if (loaded == null) {
      return false;
    }
    answer(read, loaded.entry(), found(read, loaded, outcome));
    return true;
  }

  private static Found found(PendingRead<?> read, Loaded loaded, Outcome outcome) {
    boolean collapsed = Objects.requireNonNull(read.pending().boarding).joined();
    if (loaded.entry().payload().length > read.key.region().maxBytes()) {
      // No tier ever keeps it: the cache has no part in it.
      return Found.reloaded(collapsed, false);
    }
    if (outcome != Outcome.BYPASS) {
      return Found.loaded(collapsed, loaded.stored());
    }
    // A refresh that found a value young enough says so.
    return loaded.found()
        ? Found.hit(read.pending().oldSource)
        : Found.reloaded(collapsed, loaded.stored());
  }

  private <T> boolean answersOld(PendingRead<T> read) {
    CacheEntry old = read.pending().old;
    if (old == null || !judge.mayBeStale(read.key, old)) {
      return false;
    }
    Found found = Found.stale(read.pending().oldSource);
    parts.recorder().count(found.source(), Operation.STALE, read.key.region());
    answer(read, old, found);
    return true;
  }

  private <T> void answer(PendingRead<T> read, CacheEntry entry, Found found) {
    CacheKey<T> key = read.key;
    long age = Math.max(0, parts.clock().millis() - entry.loadedMillis());
    read.answer = new Cached<>(key, entry, found, age, parts.format());
  }
}
