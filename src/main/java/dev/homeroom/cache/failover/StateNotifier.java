package dev.homeroom.cache.failover;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Queues log lines and events in the order in which they happened. They are added under the state
 * machine's lock and sent outside of it, by the probe's thread, so that no request waits for a slow
 * log or an observer.
 */
final class StateNotifier {
  private static final System.Logger LOGGER = System.getLogger(StateNotifier.class.getName());

  /** The most that the queue holds; further ones are dropped, but stand in the history. */
  private static final int MAX_WAITING = 1_000;

  private final BlockingQueue<Runnable> waiting = new LinkedBlockingQueue<>(MAX_WAITING);
  private final ReentrantLock notifier = new ReentrantLock();

  /** Adds a log line or event; returns whether there was room for it. */
  boolean note(Runnable news) {
    return waiting.offer(news);
  }

  void tell() {
    notifier.lock();
    try {
      Runnable news = waiting.poll();
      while (news != null) {
        tell(news);
        news = waiting.poll();
      }
    } finally {
      notifier.unlock();
    }
  }

  private static void tell(Runnable news) {
    try {
      news.run();
    } catch (RuntimeException | Error e) {
      LOGGER.log(
          System.Logger.Level.WARNING,
          "An observer of the cache''s state failed: {0}. This means: it missed one change; the"
              + " state itself is right. Do: report it.",
          e.toString());
    }
  }
}
