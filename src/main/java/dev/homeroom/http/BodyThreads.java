package dev.homeroom.http;

import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The few threads that bodies need when they end. Plain ones: Liberty 26.0.0.5 keeps the state of
 * an asynchronous request in its own threads, and one that tells a request to go on, or ends one,
 * takes that state along to the next: one in thirty requests was then answered before it had begun.
 */
final class BodyThreads {
  /** Refusals are written to callers, and one that does not read holds a thread for a while. */
  private static final int REFUSALS = 4;

  private static final int MAX_WAITING = 10_000;
  private static final int IDLE_SECONDS = 10;

  private final ScheduledThreadPoolExecutor next =
      new ScheduledThreadPoolExecutor(1, named("bodies"));
  private final ThreadPoolExecutor refusals =
      new ThreadPoolExecutor(
          REFUSALS,
          REFUSALS,
          IDLE_SECONDS,
          TimeUnit.SECONDS,
          new LinkedBlockingQueue<>(MAX_WAITING),
          named("late-bodies"));

  BodyThreads() {
    next.setRemoveOnCancelPolicy(true);
    refusals.allowCoreThreadTimeOut(true);
  }

  /** Returns the thread that keeps deadlines and lets requests go on: nothing on it waits. */
  ScheduledExecutorService next() {
    return next;
  }

  /** Returns the threads that write refusals; more than 10,000 of these cannot wait. */
  Executor refusals() {
    return refusals;
  }

  /** Ends all of them. */
  void end() {
    next.shutdownNow();
    refusals.shutdownNow();
  }

  private static ThreadFactory named(String name) {
    return task -> {
      Thread thread = new Thread(task, "homeroom-" + name);
      thread.setDaemon(true);
      return thread;
    };
  }
}
