package dev.homeroom.time;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Bounds how many callers wait for one thing while waits are long. Each holds a thread of the
 * server, and requests that wait for nothing are to find one that is free. As long as nobody has
 * waited for the patience, any number may wait: a burst is soon over. Safe for all threads.
 */
public final class WaitLimit {
  private final int most;
  private final long patienceNanos;
  private final Ticker ticker;

  /** In the order in which they began. */
  private final Set<Wait> waiting = new LinkedHashSet<>();

  /**
   * Makes a limit.
   *
   * @param most callers that wait at once while waits are long
   * @param patience a wait that takes longer is long
   */
  public WaitLimit(int most, Duration patience, Ticker ticker) {
    this.most = most;
    this.patienceNanos = patience.toNanos();
    this.ticker = ticker;
  }

  /** One caller's wait; to be closed when it is over. */
  public final class Wait implements AutoCloseable {
    private final long begunNanos = ticker.nanos();

    /**
     * Returns whether the caller may go on after the patience: not if as many wait as may that
     * began before it. Those go on, so that what has been waited for longest is not in vain.
     */
    public boolean mayGoOn() {
      synchronized (waiting) {
        return waiting.stream().limit(most).anyMatch(this::equals);
      }
    }

    private boolean isLong() {
      return ticker.nanos() - begunNanos >= patienceNanos;
    }

    @Override
    public void close() {
      synchronized (waiting) {
        waiting.remove(this);
      }
    }
  }

  /** Begins a wait; returns null if waits are long, and as many wait as may then. */
  public @Nullable Wait begin() {
    synchronized (waiting) {
      if (waiting.size() >= most && waiting.iterator().next().isLong()) {
        return null;
      }
      Wait wait = new Wait();
      waiting.add(wait);
      return wait;
    }
  }

  /** Returns how many wait now. */
  public int waiting() {
    synchronized (waiting) {
      return waiting.size();
    }
  }
}
