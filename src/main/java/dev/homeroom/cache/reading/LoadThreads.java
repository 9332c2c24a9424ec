package dev.homeroom.cache.reading;

import dev.homeroom.cache.LookUps;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The threads that loaders run on: a fixed number and a bounded queue, apart from the threads that
 * wait for them. On the server's own executor requests would wait behind each other.
 */
final class LoadThreads implements AutoCloseable {
  private final Set<Thread> threads = ConcurrentHashMap.newKeySet();
  private final ConcurrentHashMap<Thread, LookUps> lookUps = new ConcurrentHashMap<>();
  private final ThreadPoolExecutor executor;

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
  }

  private void runRemembered(Runnable work) {
    threads.add(Thread.currentThread());
    try {
      work.run();
    } finally {
      threads.remove(Thread.currentThread());
    }
  }

  /**
   * What a thread is to do.
   *
   * @param unrun run if it turns out that none ever will
   */
  private record Task(Runnable work, Runnable unrun) implements Runnable {
    @Override
    public void run() {
      work.run();
    }
  }

  /**
   * Hands work over.
   *
   * @param unrun run in its place if the threads are closed before its turn has come
   * @throws java.util.concurrent.RejectedExecutionException if all places are taken, or closed
   * @throws Error if no thread can be started: whether the work is run all the same is not known
   */
  void execute(Runnable work, Runnable unrun) {
    executor.execute(new Task(work, unrun));
  }

  /** Returns whether the caller is itself a loader: its nested loads run in its own thread. */
  boolean areCalling() {
    return threads.contains(Thread.currentThread());
  }

  /** Runs a load for a request: the look-ups of its loader are that request's. */
  <T> T within(@Nullable LookUps request, Supplier<T> load) {
    Thread thread = Thread.currentThread();
    LookUps outer = request == null ? null : lookUps.put(thread, request);
    try {
      return load.get();
    } finally {
      if (outer != null) {
        lookUps.put(thread, outer);
      } else if (request != null) {
        lookUps.remove(thread);
      }
    }
  }

  /** Returns the look-ups of the request that the calling loader works for; null if of none. */
  @Nullable LookUps lookUps() {
    return lookUps.get(Thread.currentThread());
  }

  @Override
  public void close() {
    for (Runnable left : executor.shutdownNow()) {
      if (left instanceof Task task) {
        task.unrun().run();
      }
    }
  }
}
