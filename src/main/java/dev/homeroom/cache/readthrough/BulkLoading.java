package dev.homeroom.cache.readthrough;

import dev.homeroom.cache.BulkLoader;
import dev.homeroom.cache.BulkLoader.ValueMaker;
import dev.homeroom.cache.BulkMember;
import dev.homeroom.cache.CacheKey;
import dev.homeroom.cache.KnownGenerations;
import dev.homeroom.cache.Loader;
import dev.homeroom.cache.Stamps;
import dev.homeroom.cache.Tag;
import dev.homeroom.cache.spi.CacheEntry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Runs one bulk loader for several loads, between taking their stamps and keeping their values:
 * once, and once more for those whose stamps moved meanwhile.
 */
final class BulkLoading {
  private final Parts parts;
  private final Loading loading;
  private final LoadGuard guard;
  private final Duration longest;

  /** The bulk loader and region of loads that run together; of any other load, itself alone. */
  private record Together(Object loader, Object regionOrLoad) {}

  /** Hears how a load has ended: with a result or with a failure. */
  @FunctionalInterface
  interface Ends {
    /** Ends a load. */
    void end(Load<?> load, @Nullable Loaded loaded, @Nullable Throwable failure);
  }

  /**
   * Makes it of parts.
   *
   * @param longest the time for which callers wait: later no key is tried alone
   */
  BulkLoading(Parts parts, Loading loading, LoadGuard guard, Duration longest) {
    this.parts = parts;
    this.loading = loading;
    this.guard = guard;
    this.longest = longest;
  }

  /** Returns loads by what runs them: those of one bulk loader and region together. */
  static Collection<List<Load<?>>> groups(List<Load<?>> loads) {
    Map<Together, List<Load<?>>> groups = new LinkedHashMap<>();
    for (Load<?> load : loads) {
      Loader<?> loader = load.loader();
      Together by =
          loader instanceof BulkMember<?, ?> member
              ? new Together(member.bulk(), load.key().region())
              : new Together(loader, load);
      groups.computeIfAbsent(by, any -> new ArrayList<>()).add(load);
    }
    return groups.values();
  }

  /**
   * Loads all of a group; each ends as soon as its own entry is made. If the bulk loader fails,
   * each is loaded alone, so that what is wrong with one leaves the others alone.
   *
   * @throws RuntimeException of the loader, or of its limits, if the database is away or there is
   *     no time to load each alone: those that have not ended fail by it
   */
  void load(List<Load<?>> group, Ends ends) {
    @SuppressWarnings("unchecked") // Loads of one bulk loader and region have its types.
    List<Load<Object>> loads = (List<Load<Object>>) (List<?>) group;
    List<Load<Object>> missing = new ArrayList<>(loads.size());
    for (Load<Object> load : loads) {
      CacheEntry left = loading.left(load);
      if (left == null) {
        missing.add(load);
      } else {
        ends.end(load, new Loaded(left, true, true), null);
      }
    }
    long begun = parts.ticker().nanos();
    try {
      List<Load<Object>> moved = attempt(missing, false, ends);
      attempt(moved, true, ends);
    } catch (RuntimeException e) {
      for (Load<Object> load : missing) {
        if (!load.hasEnded()) {
          requireTime(begun, e);
          loadAlone(load, ends);
        }
      }
    }
  }

  private void requireTime(long begun, RuntimeException failure) {
    boolean isLate = parts.ticker().nanos() - begun > longest.toNanos();
    if (isLate || parts.known().databaseAway()) {
      throw failure;
    }
  }

  private void loadAlone(Load<?> load, Ends ends) {
    Loaded loaded = null;
    Throwable failure = null;
    try {
      loaded = loading.load(load);
    } catch (Throwable e) {
      // Whatever it is, it is seen by those that wait for this key.
      failure = e;
    }
    ends.end(load, loaded, failure);
  }

  /** Returns the loads whose stamps moved; the last attempt ends them all. */
  private <T> List<Load<T>> attempt(List<Load<T>> loads, boolean isLast, Ends ends) {
    List<Load<T>> moved = new ArrayList<>(0);
    if (loads.isEmpty()) {
      return moved;
    }
    List<Stamps> before = stampsFor(loads);
    long begunMillis = parts.clock().millis();
    List<ValueMaker<T>> makers = makers(loads);
    for (int i = 0; i < makers.size(); i++) {
      Load<T> load = loads.get(i);
      Loaded loaded = null;
      Throwable failure = null;
      try {
        CacheEntry entry = entry(load.key(), makers.get(i), before.get(i), begunMillis);
        if (!isLast && Loading.hasMoved(entry)) {
          moved.add(load);
          continue;
        }
        loaded = loading.kept(load, entry);
      } catch (Throwable e) {
        // Whatever a maker threw: it is seen by those that wait for this key, and by no others.
        failure = e;
      }
      ends.end(load, loaded, failure);
    }
    return moved;
  }

  /** Takes the stamps of all, before anything is read; waits once for those in doubt. */
  private <T> List<Stamps> stampsFor(List<Load<T>> loads) {
    KnownGenerations known = parts.known();
    List<List<Tag>> tags = loads.stream().map(load -> load.key().tags()).toList();
    if (!tags.stream().allMatch(of -> known.stampsOf(of).areKnown())) {
      known.awaitSettled(tags.stream().flatMap(List::stream).distinct().toList());
    }
    long begun = parts.ticker().nanos();
    List<Stamps> taken = new ArrayList<>(loads.size());
    for (int i = 0; i < loads.size(); i++) {
      Stamps stamps = known.stampsOf(tags.get(i));
      loads.get(i).loadsWith(stamps, begun);
      taken.add(stamps);
    }
    return taken;
  }

  private <T> List<ValueMaker<T>> makers(List<Load<T>> loads) {
    List<Object> inputs = new ArrayList<>(loads.size());
    loads.forEach(load -> inputs.add(member(load).input()));
    BulkLoader<Object, T> bulk = member(loads.get(0)).bulk();
    List<ValueMaker<T>> makers = new ArrayList<>(loads.size());
    CacheKey<T> first = loads.get(0).key();
    long begun = parts.ticker().nanos();
    guard.run(first, () -> makers.addAll(bulk.load(inputs)));
    parts.recorder().loaded(first.region(), parts.ticker().nanos() - begun);
    if (makers.size() != loads.size()) {
      throw new IllegalStateException(
          "a bulk loader of "
              + first.region().name()
              + " made "
              + makers.size()
              + " values for "
              + loads.size()
              + " keys");
    }
    return makers;
  }

  @SuppressWarnings(
      "unchecked") // A load's loader is of its key's type, and its bulk of its input's.
  private static <T> BulkMember<Object, T> member(Load<T> load) {
    return (BulkMember<Object, T>) load.loader();
  }

  private <T> CacheEntry entry(
      CacheKey<T> key, ValueMaker<T> maker, Stamps stamps, long begunMillis) {
    long[] until = {Long.MAX_VALUE};
    T value = maker.make(end -> until[0] = Math.min(until[0], end.toEpochMilli()));
    return loading.entry(key, value, stamps, begunMillis, until[0]);
  }
}
