package dev.homeroom.time;

import java.util.concurrent.ThreadFactory;

/**
 * Makes daemon threads that run at once, while the application starts too. A thread of Liberty's
 * {@code ManagedThreadFactory} begins only when the start is over (it needs a lock that the start
 * holds; seen in Liberty 26.0.0.5), so that a start that waits for one waits in vain. These threads
 * have no context of Jakarta EE: no look-up by name works there.
 */
public final class DaemonThreads implements ThreadFactory {
  private final String name;

  /**
   * Makes a factory.
   *
   * @param name a few words, lower case with {@code -}; its threads are {@code homeroom-<name>}
   */
  public DaemonThreads(String name) {
    this.name = "homeroom-" + name;
  }

  @Override
  public Thread newThread(Runnable task) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    return thread;
  }
}
