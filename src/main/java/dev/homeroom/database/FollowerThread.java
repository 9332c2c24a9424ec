package dev.homeroom.database;

import dev.homeroom.cache.generations.Generations;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The one thread that reads: every interval, and at once, after gathering for a few milliseconds,
 * when a reading is wanted. It never ends by a failure.
 */
final class FollowerThread implements AutoCloseable {
  private final Follower follower;
  private final FollowerTimes times;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition woken = lock.newCondition();
  private final Thread thread;
  private boolean wanted;
  private boolean closed;

  FollowerThread(
      Follower follower, FollowerTimes times, Generations generations, ThreadFactory threads) {
    this.follower = follower;
    this.times = times;
    this.thread = threads.newThread(this::run);
    generations.onReadingWanted(this::wake);
    thread.start();
  }

  private void wake() {
    lock.lock();
    try {
      wanted = true;
      woken.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void run() {
    while (pause()) {
      follower.readOnce();
    }
  }

  /** Waits for the interval's end or a wish, gathers, and returns whether to read. */
  private boolean pause() {
    lock.lock();
    try {
      long left = times.interval().toNanos();
      while (!wanted && !closed && left > 0) {
        left = woken.awaitNanos(left);
      }
      long gathering = wanted ? times.gather().toNanos() : 0;
      while (!closed && gathering > 0) {
        gathering = woken.awaitNanos(gathering);
      }
      wanted = false;
      return !closed;
    } catch (InterruptedException e) {
      return false;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      woken.signalAll();
    } finally {
      lock.unlock();
    }
    try {
      thread.join(TimeUnit.SECONDS.toMillis(3));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
