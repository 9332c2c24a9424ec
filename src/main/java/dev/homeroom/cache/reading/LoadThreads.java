package dev.homeroom.cache.reading;

import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The threads that loaders run on: a fixed number and a bounded queue, apart from the threads that
 * wait for them. On the server's own executor requests would wait behind each other.
 */
final class LoadThreads implements AutoCloseable {
  private final Set<Thread> threads = ConcurrentHashMap.newKeySet();
  private final ThreadPoolExecutor executor;

  LoadThreads(int threads, int queue, ThreadFactory factory) {
    executor =
        new ThreadPoolExecutor(
            threads,
            threads,
            30,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(queue),
            work -> remembered(factory.newThread(() -> runAndForget(work))));
    executor.allowCoreThreadTimeOut(true);
  }

  private Thread remembered(Thread thread) {
    threads.add(thread);
    return thread;
  }

  private void runAndForget(Runnable work) {
    try {
      work.run();
    } finally {
      threads.remove(Thread.currentThread());
    }
  }

  /** Hands work over; throws {@link java.util.concurrent.RejectedExecutionException} if full. */
  void execute(Runnable work) {
    executor.execute(work);
  }

  /** Returns whether the caller is itself a loader: its nested loads run in its own thread. */
  boolean areCalling() {
    return threads.contains(Thread.currentThread());
  }

  @Override
  public void close() {
    executor.shutdownNow();
  }
}
