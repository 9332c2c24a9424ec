package dev.homeroom.time;

import java.time.Duration;
import java.util.Collection;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Lets background threads sleep until a time is over, they are woken, or they are ended. */
public final class Waker {
  /** A loop whose step takes much longer counts as stopped, and the server as not alive. */
  private static final Duration LONGEST = Duration.ofSeconds(10);

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private boolean wanted;
  private boolean ended;

  /** Wakes the sleeping thread, or the next one that goes to sleep. */
  public void wake() {
    lock.lock();
    try {
      wanted = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Sleeps until woken, for at most this time; returns whether it was woken.
   *
   * @param longest at most 10 s
   */
  public boolean sleep(Duration longest) {
    return sleep(longest, true);
  }

  /**
   * Sleeps for the whole time, even if woken; ends early only if the threads are ended.
   *
   * @param time at most 10 s: what happens less often looks whether it is due
   */
  public void rest(Duration time) {
    sleep(time, false);
  }

  private boolean sleep(Duration longest, boolean wakeable) {
    if (longest.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException("a loop may sleep for 10 s at most, not for " + longest);
    }
    lock.lock();
    try {
      long left = longest.toNanos();
      while (!ended && left > 0 && !(wakeable && wanted)) {
        left = changed.awaitNanos(left);
      }
      return wanted;
    } catch (InterruptedException e) {
      // Only end() ends these threads; an interrupt may be left over from their work.
      return wanted;
    } finally {
      wanted = false;
      lock.unlock();
    }
  }

  /** Returns whether the threads are to end: sleeping ends at once then. */
  public boolean isEnded() {
    lock.lock();
    try {
      return ended;
    } finally {
      lock.unlock();
    }
  }

  /** Ends all sleep, and waits for the threads, for at most this time each. */
  public void end(Collection<Thread> threads, Duration longest) {
    lock.lock();
    try {
      ended = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
    try {
      for (Thread thread : threads) {
        thread.join(longest.toMillis());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
