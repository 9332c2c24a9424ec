package dev.homeroom.cache.readthrough;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Runs loaders on threads of the cache: a fixed number with a bounded queue, shared between kinds
 * of loads. On the server's own executor requests would wait behind each other.
 */
final class LoadThreads implements AutoCloseable {
  private final Set<Thread> threads = ConcurrentHashMap.newKeySet();
  private final ThreadPoolExecutor executor;
  private final LoadShares shares;
  private final LoaderLookUps lookUps = new LoaderLookUps();

  LoadThreads(int threads, int queue, ThreadFactory factory) {
    executor =
        new ThreadPoolExecutor(
            threads,
            threads,
            30,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(queue),
            work -> Objects.requireNonNull(factory.newThread(() -> runRemembered(work))));
    executor.allowCoreThreadTimeOut(true);
    shares = new LoadShares(threads, queue);
  }

  private void runRemembered(Runnable work) {
    threads.add(Thread.currentThread());
    try {
      work.run();
    } finally {
      threads.remove(Thread.currentThread());
    }
  }

  /** Work that has a place, which it gives back once. */
  private final class Placed implements Runnable {
    private final LoadShares.Work work;
    private final AtomicBoolean givenBack = new AtomicBoolean();

    Placed(LoadShares.Work work) {
      this.work = work;
    }

    @Override
    public void run() {
      try {
        work.run().run();
      } finally {
        giveBack();
      }
    }

    void giveBack() {
      if (givenBack.compareAndSet(false, true)) {
        LoadShares.Work next = shares.ended(work);
        if (next != null) {
          runNext(next);
        }
      }
    }
  }

  /**
   * Hands work over: it runs when a thread is free and its kind has a place.
   *
   * @throws RejectedExecutionException if all places are taken, or closed
   * @throws Error if no thread can be started: whether the work is run all the same is not known
   */
  void execute(LoadShares.Work work) {
    if (shares.begins(work)) {
      submit(new Placed(work));
    }
  }

  private void submit(Placed placed) {
    boolean taken = false;
    try {
      executor.execute(placed);
      taken = true;
    } finally {
      if (!taken) {
        placed.giveBack();
      }
    }
  }

  /** Runs work that has waited; if there is no thread for it, its waiters are told. */
  private void runNext(LoadShares.Work next) {
    try {
      submit(new Placed(next));
    } catch (Throwable e) {
      next.unrun().run();
    }
  }

  /** Returns whether the caller is itself a loader: its nested loads run in its own thread. */
  boolean areCalling() {
    return threads.contains(Thread.currentThread());
  }

  /** Returns the look-ups of the requests that loaders work for. */
  LoaderLookUps lookUps() {
    return lookUps;
  }

  /**
   * Takes no more work, and tells the waiters of what has not begun. What runs ends by itself: an
   * interrupt within a query would close H2's file for the writes that are under way, too.
   */
  @Override
  public void close() {
    executor.shutdown();
    List<Runnable> unrun = new ArrayList<>();
    executor.getQueue().drainTo(unrun);
    for (Runnable left : unrun) {
      if (left instanceof Placed placed) {
        placed.work.unrun().run();
      }
    }
    shares.close().forEach(work -> work.unrun().run());
  }
}
