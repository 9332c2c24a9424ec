package dev.homeroom.cache.readthrough;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * A few threads for work that nobody waits for. What does not fit into their queue is refused, and
 * offered again by the next use of the same entry.
 */
final class BackgroundThreads implements Executor, AutoCloseable {
  private static final int QUEUE = 1_000;

  private final ThreadPoolExecutor executor;

  /** Makes up to {@code most} threads; each is started when there is work for it. */
  BackgroundThreads(int most, ThreadFactory factory) {
    executor =
        new ThreadPoolExecutor(
            most, most, 30, TimeUnit.SECONDS, new ArrayBlockingQueue<>(QUEUE), factory);
    executor.allowCoreThreadTimeOut(true);
  }

  @Override
  public void execute(Runnable work) {
    executor.execute(work);
  }

  @Override
  public void close() {
    executor.shutdownNow();
  }
}
