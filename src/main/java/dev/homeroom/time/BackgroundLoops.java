package dev.homeroom.time;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadFactory;

/** All background loops of this instance. */
public final class BackgroundLoops {
  private final ThreadFactory threads;
  private final Ticker ticker;
  private final List<BackgroundLoop> all = new CopyOnWriteArrayList<>();

  /** Makes an instance whose loops run on threads of this factory. */
  public BackgroundLoops(ThreadFactory threads, Ticker ticker) {
    this.threads = threads;
    this.ticker = ticker;
  }

  /**
   * Starts a loop.
   *
   * @param waker ends the loop; loops that end together may share it
   * @throws RuntimeException or an {@code Error} if no thread can be started
   */
  public BackgroundLoop start(BackgroundLoop.Name name, Waker waker, BackgroundLoop.Step step) {
    return start(name, waker, step, threads);
  }

  /**
   * Starts a loop on a thread of another factory, as {@link #start(BackgroundLoop.Name, Waker,
   * BackgroundLoop.Step)} does.
   */
  public BackgroundLoop start(
      BackgroundLoop.Name name, Waker waker, BackgroundLoop.Step step, ThreadFactory other) {
    BackgroundLoop loop = new BackgroundLoop(name, waker, step, other, ticker);
    loop.start();
    all.add(loop);
    return loop;
  }

  /** Returns the loops that were started. */
  public List<BackgroundLoop> all() {
    return List.copyOf(all);
  }
}
