package dev.homeroom.cache.readthrough;

import dev.homeroom.cache.LoadRejectedException;
import dev.homeroom.time.Ticker;
import dev.homeroom.time.WaitLimit;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One caller's wait for its loads. While loads are slow only some callers may wait at once ({@link
 * WaitLimit}): the load of one more does not wait for a thread, and is waited for only as long as a
 * good one takes. A loader that waits for another one is not counted.
 */
final class CallerWait implements AutoCloseable {
  /** What one caller too many waits for a load: of a database that is well, most take less. */
  static final Duration TRIAL = Duration.ofMillis(30);

  private final Ticker ticker;
  private final long asked;
  private final long patienceNanos;
  private final boolean isNested;
  private final WaitLimit.@Nullable Wait wait;
  private boolean goesOn;

  /**
   * Begins a wait.
   *
   * @param asked when the caller asked, by the ticker
   * @param patience after which a wait is long
   * @param isNested whether the caller is a loader
   */
  CallerWait(WaitLimit limit, Ticker ticker, long asked, Duration patience, boolean isNested) {
    this.ticker = ticker;
    this.asked = asked;
    this.patienceNanos = patience.toNanos();
    this.isNested = isNested;
    this.wait = isNested ? null : limit.begin();
  }

  /** Returns whether its loads may wait for threads. */
  boolean mayQueue() {
    return isNested || wait != null;
  }

  /**
   * Waits for a load; returns null if it takes longer, counted from the caller's asking: the load
   * goes on.
   *
   * @throws LoadRejectedException if too many callers wait for slow loads
   */
  @Nullable Loaded await(Load<?> load, long longestNanos) {
    if (!mayQueue()) {
      return tried(load, longestNanos);
    }
    if (wait != null && !goesOn && longestNanos > patienceNanos) {
      Loaded loaded = load.await(left(patienceNanos));
      if (loaded != null) {
        return loaded;
      }
      if (!wait.mayGoOn()) {
        throw new LoadRejectedException(load.key().text());
      }
      goesOn = true;
    }
    return load.await(left(longestNanos));
  }

  private Loaded tried(Load<?> load, long longestNanos) {
    Loaded loaded = load.await(left(Math.min(longestNanos, TRIAL.toNanos())));
    if (loaded == null) {
      throw new LoadRejectedException(load.key().text());
    }
    return loaded;
  }

  private long left(long longestNanos) {
    return longestNanos - (ticker.nanos() - asked);
  }

  @Override
  public void close() {
    if (wait != null) {
      wait.close();
    }
  }
}
