package dev.homeroom.time;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadFactory;

/** All background loops of this instance. */
public final class BackgroundLoops {
  private final ThreadFactory threads;
  private final Ticker ticker;
  private final List<BackgroundLoop> all = new CopyOnWriteArrayList<>();

  /** Makes the threads of loops by this factory. */
  public BackgroundLoops(ThreadFactory threads, Ticker ticker) {
    this.threads = threads;
    this.ticker = ticker;
  }

  /**
   * Starts a loop.
   *
   * @param waker ends it; may be shared by loops that end together
   * @throws RuntimeException or an {@code Error} if there can be no thread
   */
  public BackgroundLoop start(BackgroundLoop.Name name, Waker waker, BackgroundLoop.Step step) {
    BackgroundLoop loop = new BackgroundLoop(name, waker, step, threads, ticker);
    loop.start();
    all.add(loop);
    return loop;
  }

  /** Returns those that were started. */
  public List<BackgroundLoop> all() {
    return List.copyOf(all);
  }
}
