package dev.homeroom.http;

import dev.homeroom.time.DaemonThreads;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The few threads that run when a body ends. They are not Liberty's: Liberty 26.0.0.5 keeps the
 * state of an asynchronous request in its own threads, and a thread that dispatches or ends one
 * request carries that state to the next, so that one in thirty requests was answered before it had
 * begun.
 */
final class BodyThreads {
  /** The threads that write refusals: a caller that does not read holds one for a while. */
  private static final int REFUSALS = 4;

  private static final int MAX_WAITING = 10_000;
  private static final int IDLE_SECONDS = 10;

  private final ScheduledThreadPoolExecutor next =
      new ScheduledThreadPoolExecutor(1, new DaemonThreads("bodies"));
  private final ThreadPoolExecutor refusals =
      new ThreadPoolExecutor(
          REFUSALS,
          REFUSALS,
          IDLE_SECONDS,
          TimeUnit.SECONDS,
          new LinkedBlockingQueue<>(MAX_WAITING),
          new DaemonThreads("late-bodies"));

  BodyThreads() {
    next.setRemoveOnCancelPolicy(true);
    refusals.allowCoreThreadTimeOut(true);
  }

  /** Returns the thread that watches deadlines and dispatches requests; it never blocks. */
  ScheduledExecutorService next() {
    return next;
  }

  /** Returns the threads that write refusals; at most 10,000 of these wait. */
  Executor refusals() {
    return refusals;
  }

  /** Ends all threads. */
  void end() {
    next.shutdownNow();
    refusals.shutdownNow();
  }
}
