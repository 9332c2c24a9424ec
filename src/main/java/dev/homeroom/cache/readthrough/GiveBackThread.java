package dev.homeroom.cache.readthrough;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The one thread that gives Redis what memory has and Redis lacks, after an outage of it. What does
 * not fit into its queue is refused, and offered again when it is asked for next.
 */
final class GiveBackThread implements Executor, AutoCloseable {
  private static final int QUEUE = 1_000;

  private final ThreadPoolExecutor executor;

  GiveBackThread(ThreadFactory factory) {
    executor =
        new ThreadPoolExecutor(
            1, 1, 30, TimeUnit.SECONDS, new ArrayBlockingQueue<>(QUEUE), factory);
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
