package dev.homeroom.cache.readthrough;

import dev.homeroom.cache.CacheKey;
import dev.homeroom.cache.CacheRecorder;
import dev.homeroom.cache.DataClass;
import dev.homeroom.cache.LoadRejectedException;
import dev.homeroom.cache.Loader;
import dev.homeroom.cache.Region;
import dev.homeroom.time.OnceAMinute;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * Single flight: per key one load runs and at most one waits. A caller joins the running one unless
 * its key was invalidated since; then it joins the waiting one, which begins, and takes its stamps,
 * when the running one has ended.
 */
class Flights {
  private static final System.Logger LOGGER = System.getLogger(Flights.class.getName());

  private final ConcurrentHashMap<String, Slot> slots = new ConcurrentHashMap<>();
  private final LoadThreads threads;
  private final Loading loading;
  private final CacheRecorder recorder;
  private final FailedLoads failures;
  private final OnceAMinute noThread;

  private record Slot(Flight<?> running, @Nullable Flight<?> waiting) {}

  /**
   * A flight, and whether it was somebody else's.
   *
   * @param flight to be awaited
   * @param joined whether another caller began it
   */
  record Boarding(Flight<?> flight, boolean joined) {}

  Flights(LoadThreads threads, Loading loading, Parts parts, FailedLoads failures) {
    this.threads = threads;
    this.loading = loading;
    this.recorder = parts.recorder();
    this.failures = failures;
    this.noThread = new OnceAMinute(parts.ticker());
  }

  /** Returns whether a load of a key is under way. */
  boolean isUnderWay(CacheKey<?> key) {
    return slots.containsKey(key.text());
  }

  /**
   * Begins a load that nobody waits for, unless one is under way.
   *
   * @param ended run when it has ended, also if it could not begin
   */
  <T> void inBackground(
      CacheKey<T> key, Loader<T> loader, LoadRequirement requirement, Runnable ended) {
    Flight<T> own = new Flight<>(key, loader, requirement, ended);
    Slot slot =
        slots.compute(
            key.text(), (text, present) -> isFree(present) ? new Slot(own, null) : present);
    if (slot.running() == own) {
      handOver(own);
    } else {
      ended.run();
    }
  }

  /**
   * Joins the load of a key or begins it.
   *
   * @param requirement of the caller; if it joins a running load, the first caller's counts
   * @throws LoadRejectedException if it would have to begin and all threads and places are taken
   */
  <T> Boarding board(CacheKey<T> key, Loader<T> loader, LoadRequirement requirement) {
    Flight<T> own = new Flight<>(key, loader, requirement);
    Slot slot =
        slots.compute(
            key.text(),
            (text, present) -> {
              if (present == null || isFree(present)) {
                return new Slot(own, null);
              }
              Flight<?> waiting = present.waiting();
              if (mayJoin(present.running(), requirement)) {
                return present;
              }
              if (waiting != null) {
                waiting.wants(requirement);
                return present;
              }
              return new Slot(present.running(), own);
            });
    if (slot.running() == own) {
      start(own);
      return new Boarding(own, false);
    }
    if (slot.waiting() == own) {
      return boardedNested(own, false);
    }
    recorder.joined(key.region());
    Flight<?> waiting = slot.waiting();
    Flight<?> joined =
        waiting == null || mayJoin(slot.running(), requirement) ? slot.running() : waiting;
    return boardedNested(joined, true);
  }

  /** Returns whether a running load's result is right for a caller that asks now. */
  protected boolean mayJoin(Flight<?> running, LoadRequirement requirement) {
    return running.mayBeJoined(requirement);
  }

  /** One that has ended and was not let go of, for want of memory, holds up nobody. */
  private static boolean isFree(@Nullable Slot slot) {
    return slot == null || slot.running().hasEnded();
  }

  /** A loader thread must not wait for a place on the threads that it is itself one of. */
  private Boarding boardedNested(Flight<?> flight, boolean joined) {
    if (threads.areCalling()) {
      if (flight.isRunBy(Thread.currentThread())) {
        LOGGER.log(
            System.Logger.Level.WARNING,
            "The loader of {0} asks for its own key. This means: it is loaded beside itself. Do:"
                + " let the loader call its repository.",
            flight.key());
        Flight<?> beside = copyOf(flight);
        run(beside);
        return new Boarding(beside, false);
      }
      run(flight);
    }
    return new Boarding(flight, joined);
  }

  private static <T> Flight<T> copyOf(Flight<T> flight) {
    return new Flight<>(flight.key(), flight.loader(), flight.requirement());
  }

  private void start(Flight<?> flight) {
    if (threads.areCalling()) {
      run(flight);
    } else {
      handOver(flight);
    }
  }

  private void handOver(Flight<?> flight) {
    try {
      threads.execute(work(flight));
    } catch (RejectedExecutionException e) {
      refuse(flight);
    } catch (Throwable e) {
      // No thread can be started: the waiting callers must not wait for ever.
      refuse(flight);
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

  private LoadShares.Work work(Flight<?> flight) {
    Region<?> region = flight.key().region();
    boolean ofRights = region.dataClass() == DataClass.AUTHZ || region.isLocal();
    return new LoadShares.Work(
        region.name() + ' ' + flight.loader().kind(),
        ofRights,
        () -> run(flight),
        () -> refuse(flight));
  }

  private void refuse(Flight<?> flight) {
    if (flight.begin()) {
      end(flight, null, new LoadRejectedException(flight.key().text()));
    }
  }

  private <T> void run(Flight<T> flight) {
    if (!flight.begin()) {
      return;
    }
    Loaded loaded = null;
    Throwable failure = null;
    try {
      loaded = threads.within(flight.requirement().lookUps(), () -> loading.load(flight));
      failures.ended(flight.key().text());
    } catch (Throwable e) {
      // Whatever it is, it is the waiters' to see: nobody else would.
      failure = e;
      failures.failed(flight.key().text(), e);
    } finally {
      end(flight, loaded, failure);
    }
  }

  /** Removes a flight before its waiters know: a later caller must not join it. */
  private void end(Flight<?> flight, @Nullable Loaded loaded, @Nullable Throwable failure) {
    Slot next = null;
    try {
      next = slots.compute(flight.key().text(), (text, slot) -> without(flight, slot));
    } finally {
      flight.end(loaded, failure);
      flight.landed();
    }
    if (next != null && next.running() != flight) {
      handOver(next.running());
    }
  }

  private static @Nullable Slot without(Flight<?> flight, @Nullable Slot slot) {
    if (slot == null) {
      return null;
    }
    Flight<?> waiting = slot.waiting();
    if (slot.running() == flight) {
      return waiting == null ? null : new Slot(waiting, null);
    }
    return waiting == flight ? new Slot(slot.running(), null) : slot;
  }
}
