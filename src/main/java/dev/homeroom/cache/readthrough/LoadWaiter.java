package dev.homeroom.cache.readthrough;

import dev.homeroom.cache.Answer;
import dev.homeroom.cache.CacheKey;
import dev.homeroom.cache.LoadRejectedException;
import dev.homeroom.cache.LoadTimeoutException;
import dev.homeroom.cache.Outcome;
import dev.homeroom.cache.Source;
import dev.homeroom.cache.readthrough.SingleFlight.JoinedLoad;
import dev.homeroom.cache.spi.CacheEntry;
import dev.homeroom.cache.spi.CacheRecorder.Operation;
import dev.homeroom.time.WaitLimit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Loads missing values side by side and waits for them: 300 ms where something old can be served,
 * else 2 s from the request. While loads are slow only some callers may wait ({@link CallerWait}).
 * A value that cannot be loaded in time is answered by the old one, where the region allows that.
 */
final class LoadWaiter {
  private final Parts parts;
  private final EntryJudge judge;
  private final SingleFlight loads;
  private final FailedLoads failures;
  private final LoadLimits limits;
  private final DecodedValues values;
  private final WaitLimit callers;

  /** Of their own: without their rights, those are refused too whose answers are cached. */
  private final WaitLimit callersOfRights;

  LoadWaiter(
      Parts parts,
      EntryJudge judge,
      SingleFlight loads,
      FailedLoads failures,
      LoadLimits limits,
      DecodedValues values) {
    this.parts = parts;
    this.values = values;
    this.judge = judge;
    this.loads = loads;
    this.failures = failures;
    this.limits = limits;
    this.callers = new WaitLimit(limits.callers(), limits.softTimeout(), parts.ticker());
    this.callersOfRights = new WaitLimit(limits.callers(), limits.softTimeout(), parts.ticker());
  }

  /**
   * Returns the answers of missing keys, at their places: each a value, or why it cannot be had.
   *
   * @param asked when the caller asked, by the ticker
   * @param outcome what is said of what was loaded
   */
  List<Answer<?>> load(
      List<Miss<?>> misses, long asked, LoadRequirement requirement, Outcome outcome) {
    List<Begun<?>> all = new ArrayList<>(misses.size());
    List<Load<?>> made = new ArrayList<>(misses.size());
    try (CallerWait wait = begin(misses, asked)) {
      try {
        for (Miss<?> miss : misses) {
          Begun<?> begun = begin(miss, requirement);
          all.add(begun);
          if (begun.load() != null && begun.load().isToStart()) {
            made.add(begun.load().load());
          }
        }
      } finally {
        // Also if one could not be made: others may wait for those before it.
        loads.start(made, wait.mayQueue());
      }
      List<Answer<?>> answers = new ArrayList<>(misses.size());
      for (Begun<?> begun : all) {
        answers.add(awaited(begun, wait, outcome));
      }
      return answers;
    }
  }

  private CallerWait begin(List<Miss<?>> misses, long asked) {
    boolean ofRights = misses.stream().allMatch(miss -> LoadShares.isOfRights(miss.key().region()));
    return new CallerWait(
        ofRights ? callersOfRights : callers,
        parts.ticker(),
        asked,
        limits.softTimeout(),
        loads.isNested());
  }

  /** A missing key that is answered already, or has a load under way. */
  private record Begun<T>(Miss<T> miss, @Nullable Answer<T> answer, @Nullable JoinedLoad load) {}

  private <T> Begun<T> begin(Miss<T> miss, LoadRequirement requirement) {
    String key = miss.key().text();
    Answer<T> old = failures.isSpared(key) ? old(miss) : null;
    if (old != null) {
      return new Begun<>(miss, old, null);
    }
    Throwable repeated = failures.repeated(key);
    if (repeated != null) {
      return new Begun<>(miss, Answer.failed(repeated), null);
    }
    return new Begun<>(miss, null, loads.join(miss.key(), miss.request().loader(), requirement));
  }

  private <T> Answer<T> awaited(Begun<T> begun, CallerWait wait, Outcome outcome) {
    Miss<T> miss = begun.miss();
    if (begun.answer() != null) {
      return begun.answer();
    }
    JoinedLoad load = Objects.requireNonNull(begun.load());
    try {
      if (mayBeOld(miss)) {
        Answer<T> loaded = loaded(miss, load, wait, limits.softTimeout(), outcome);
        if (loaded != null) {
          return loaded;
        }
        failures.slow(miss.key().text());
        Answer<T> old = old(miss);
        if (old != null) {
          return old;
        }
      }
      // A database that is known to be away is not waited for.
      boolean away = parts.known().databaseAway();
      Duration longest = away ? limits.softTimeout() : limits.hardTimeout();
      Answer<T> loaded = loaded(miss, load, wait, longest, outcome);
      return loaded != null ? loaded : Answer.failed(new LoadTimeoutException(miss.key().text()));
    } catch (Throwable e) {
      // Whatever a loader threw: the caller gets it unchanged, if there is nothing old to serve.
      if (e instanceof LoadRejectedException) {
        parts.recorder().rejected(miss.key().region());
      }
      Answer<T> old = old(miss);
      return old != null ? old : Answer.failed(e);
    } finally {
      load.load().left();
    }
  }

  /** Waits for a load; returns null if that takes longer. */
  private <T> @Nullable Answer<T> loaded(
      Miss<T> miss, JoinedLoad load, CallerWait wait, Duration longest, Outcome outcome) {
    Loaded loaded = wait.await(load.load(), longest.toNanos());
    return loaded == null
        ? null
        : answer(miss.key(), loaded.entry(), found(miss, load, loaded, outcome));
  }

  private static ReadResult found(Miss<?> miss, JoinedLoad load, Loaded loaded, Outcome outcome) {
    boolean collapsed = load.joined();
    if (loaded.entry().payload().length > miss.key().region().maxBytes()) {
      // No tier ever keeps it: the cache has no part in it.
      return ReadResult.reloaded(collapsed, false);
    }
    if (outcome != Outcome.BYPASS) {
      return ReadResult.loaded(collapsed, loaded.stored());
    }
    // A refresh that found a value young enough says so.
    return loaded.found()
        ? ReadResult.hit(Source.MEMORY)
        : ReadResult.reloaded(collapsed, loaded.stored());
  }

  private boolean mayBeOld(Miss<?> miss) {
    Fallback fallback = miss.fallback();
    return fallback != null && judge.mayBeStale(miss.key(), fallback.entry());
  }

  /** Returns the old value, if there is one and it may be answered; else null. */
  private <T> @Nullable Answer<T> old(Miss<T> miss) {
    Fallback fallback = miss.fallback();
    if (fallback == null || !judge.mayBeStale(miss.key(), fallback.entry())) {
      return null;
    }
    ReadResult found = ReadResult.stale(fallback.source());
    parts.recorder().count(found.source(), Operation.STALE, miss.key().region());
    return answer(miss.key(), fallback.entry(), found);
  }

  private <T> Answer<T> answer(CacheKey<T> key, CacheEntry entry, ReadResult found) {
    long age = Math.max(0, parts.clock().millis() - entry.loadedMillis());
    return Answer.of(new EntryAnswer<>(key, entry, found, age, values));
  }
}
