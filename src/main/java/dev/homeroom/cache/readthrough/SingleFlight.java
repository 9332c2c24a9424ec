package dev.homeroom.cache.readthrough;

import dev.homeroom.cache.CacheKey;
import dev.homeroom.cache.LoadRejectedException;
import dev.homeroom.cache.LoadTimeoutException;
import dev.homeroom.cache.Loader;
import dev.homeroom.cache.Region;
import dev.homeroom.cache.spi.CacheRecorder;
import dev.homeroom.time.OnceAMinute;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Single flight: per key one load runs and at most one waits. A caller joins the running one unless
 * its key was invalidated since; then it joins the waiting one, which begins, and takes its stamps,
 * when the running one has ended.
 */
class SingleFlight {
  private static final System.Logger LOGGER = System.getLogger(SingleFlight.class.getName());

  private final ConcurrentHashMap<String, LoadsOfKey> byKey = new ConcurrentHashMap<>();
  private final LoadThreads threads;
  private final Loading loading;
  private final BulkLoading bulk;
  private final CacheRecorder recorder;
  private final FailedLoads failures;
  private final OnceAMinute noThread;

  /**
   * A load, and whose it is.
   *
   * @param load to be awaited
   * @param joined whether another caller began it
   * @param isToStart whether the caller has yet to {@linkplain #start start} it
   */
  record JoinedLoad(Load<?> load, boolean joined, boolean isToStart) {}

  SingleFlight(
      LoadThreads threads, Loading loading, BulkLoading bulk, Parts parts, FailedLoads failures) {
    this.threads = threads;
    this.loading = loading;
    this.bulk = bulk;
    this.recorder = parts.recorder();
    this.failures = failures;
    this.noThread = new OnceAMinute(parts.ticker());
  }

  /** Returns whether a load of a key is under way. */
  boolean isUnderWay(CacheKey<?> key) {
    return byKey.containsKey(key.text());
  }

  /**
   * Begins a load that nobody waits for, unless one is under way.
   *
   * @param ended run when it has ended, also if it could not begin
   */
  <T> void inBackground(
      CacheKey<T> key, Loader<T> loader, LoadRequirement requirement, Runnable ended) {
    Load<T> own = new Load<>(key, loader, requirement, ended);
    LoadsOfKey loads =
        byKey.compute(
            key.text(),
            (text, present) -> LoadsOfKey.isFree(present) ? new LoadsOfKey(own, null) : present);
    if (loads.running() == own) {
      handOver(own);
    } else {
      ended.run();
    }
  }

  /**
   * Joins the load of a key, or makes one that the caller must start at once: others may wait for
   * it already.
   *
   * @param requirement of the caller; if it joins a running load, the first caller's counts
   */
  <T> JoinedLoad join(CacheKey<T> key, Loader<T> loader, LoadRequirement requirement) {
    Load<T> own = new Load<>(key, loader, requirement);
    AtomicReference<@Nullable Load<?>> joined = new AtomicReference<>();
    LoadsOfKey loads =
        byKey.compute(
            key.text(),
            (text, present) -> {
              if (present == null || LoadsOfKey.isFree(present)) {
                return new LoadsOfKey(own, null);
              }
              Load<?> other =
                  mayJoin(present.running(), requirement) ? present.running() : present.waiting();
              if (other == null) {
                return new LoadsOfKey(present.running(), own);
              }
              if (other != present.running()) {
                other.wants(requirement);
              }
              // Here, where it cannot be let go of meanwhile.
              other.joined();
              joined.set(other);
              return present;
            });
    Load<?> others = joined.get();
    if (others != null) {
      recorder.joined(key.region());
      return joinedNested(others, true);
    }
    return loads.running() == own ? new JoinedLoad(own, false, true) : joinedNested(own, false);
  }

  /** Returns whether a running load's result is right for a caller that asks now. */
  protected boolean mayJoin(Load<?> running, LoadRequirement requirement) {
    return running.mayBeJoined(requirement);
  }

  /** A loader thread must not wait for a place on the threads that it is itself one of. */
  private JoinedLoad joinedNested(Load<?> load, boolean joined) {
    if (threads.areCalling()) {
      if (load.isRunBy(Thread.currentThread())) {
        LOGGER.log(
            System.Logger.Level.WARNING,
            "The loader of {0} asks for its own key. This means: a second load of the key runs inside"
                + " the first. Do: let the loader call its repository.",
            load.key());
        Load<?> beside = copyOf(load);
        run(beside);
        return new JoinedLoad(beside, false, false);
      }
      run(load);
    }
    return new JoinedLoad(load, joined, false);
  }

  private static <T> Load<T> copyOf(Load<T> load) {
    return new Load<>(load.key(), load.loader(), load.requirement());
  }

  /** Returns whether the caller is a loader itself: the server's threads do not wait for it. */
  boolean isNested() {
    return threads.areCalling();
  }

  /**
   * Starts loads that {@link #join} made: those of one bulk loader together, the others side by
   * side. If all threads and places are taken they end with {@link LoadRejectedException}.
   *
   * @param mayWait whether they may wait for a thread
   */
  void start(List<Load<?>> made, boolean mayWait) {
    for (List<Load<?>> group : made.size() == 1 ? List.of(made) : BulkLoading.groups(made)) {
      if (threads.areCalling()) {
        run(group);
      } else {
        handOver(group, mayWait);
      }
    }
  }

  private void handOver(Load<?> load) {
    handOver(List.of(load), true);
  }

  private void handOver(List<Load<?>> group, boolean mayWait) {
    try {
      threads.execute(work(group, mayWait));
    } catch (RejectedExecutionException e) {
      group.forEach(this::refuse);
    } catch (Throwable e) {
      // No thread can be started: the waiting callers must not wait for ever.
      group.forEach(this::refuse);
      if (noThread.isDue()) {
        LOGGER.log(
            System.Logger.Level.WARNING,
            "A thread for loads cannot be started: "
                + e
                + ". This means: what no tier has is answered with 503 until one can. Do: look for"
                + " what takes this machine's threads and memory, and what limits them"
                + " (ulimit -u, the container's pids limit).");
      }
    }
  }

  private LoadShares.Work work(List<Load<?>> group, boolean mayWait) {
    Load<?> first = group.get(0);
    Region<?> region = first.key().region();
    return new LoadShares.Work(
        region.name() + ' ' + first.loader().kind(),
        LoadShares.isOfRights(region),
        mayWait,
        () -> run(group),
        () -> group.forEach(this::refuse));
  }

  private void refuse(Load<?> load) {
    if (load.begin()) {
      end(load, null, new LoadRejectedException(load.key().text()));
    }
  }

  private void run(Load<?> load) {
    run(List.of(load));
  }

  /** Runs those of a group that nobody else has begun. */
  private void run(List<Load<?>> group) {
    List<Load<?>> begun = new ArrayList<>(group.size());
    for (Load<?> load : group) {
      if (load.begin() && !letsGo(load)) {
        begun.add(load);
      }
    }
    if (begun.isEmpty()) {
      return;
    }
    Throwable failure = null;
    try {
      threads.lookUps().within(begun.get(0).requirement().lookUps(), () -> load(begun));
    } catch (Throwable e) {
      // Whatever it is, it is the waiters' to see: nobody else would.
      failure = e;
    } finally {
      for (Load<?> load : begun) {
        failUnended(load, failure);
      }
    }
  }

  /**
   * Ends a load that waited for a thread for so long that nobody waits for it any more: callers who
   * still wait for theirs would wait behind it. Returns whether it did.
   */
  private boolean letsGo(Load<?> load) {
    String key = load.key().text();
    byKey.computeIfPresent(
        key,
        (text, loads) -> {
          if (load.isLeft()) {
            load.end(null, new LoadTimeoutException(key));
          }
          return loads;
        });
    if (!load.hasEnded()) {
      return false;
    }
    end(load, null, new LoadTimeoutException(key));
    return true;
  }

  private void failUnended(Load<?> load, @Nullable Throwable failure) {
    try {
      if (!load.hasEnded()) {
        noteAndEnd(load, null, failure);
      }
    } catch (Throwable e) {
      // There is no memory for a note of it. Its waiters know, and the next load is to end too.
      LOGGER.log(System.Logger.Level.DEBUG, "the end of a load was not noted", e);
    }
  }

  private List<Load<?>> load(List<Load<?>> begun) {
    if (begun.size() > 1) {
      bulk.load(begun, this::noteAndEnd);
    } else {
      Load<?> load = begun.get(0);
      noteAndEnd(load, loading.load(load), null);
    }
    return begun;
  }

  private void noteAndEnd(Load<?> load, @Nullable Loaded loaded, @Nullable Throwable failure) {
    try {
      if (failure == null) {
        failures.ended(load.key().text());
      } else {
        failures.failed(load.key().text(), failure);
      }
    } finally {
      end(load, loaded, failure);
    }
  }

  /** Removes a load before its waiters know: a later caller must not join it. */
  private void end(Load<?> load, @Nullable Loaded loaded, @Nullable Throwable failure) {
    LoadsOfKey next = null;
    try {
      next = byKey.compute(load.key().text(), (text, loads) -> LoadsOfKey.without(load, loads));
    } finally {
      load.end(loaded, failure);
      load.afterItsEnd();
    }
    if (next != null && next.running() != load) {
      handOver(next.running());
    }
  }
}
