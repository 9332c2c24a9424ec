package dev.homeroom.database;

import dev.homeroom.time.Ticker;
import dev.homeroom.time.WaitLimit;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The right to change a database, which one transaction at a time has. Waiters get it in the order
 * in which they came. A thread that has it gets it again at once, so that a statement outside of
 * its transaction does not wait for itself.
 */
final class WriteTurn {
  /** The code and the state of H2's own error for a lock that is held too long. */
  static final int LOCK_TIMEOUT = 50_200;

  static final String LOCK_TIMEOUT_STATE = "HYT00";

  /** The state of a statement that was cancelled. */
  private static final String CANCELLED_STATE = "57014";

  /** While turns are long: each that waits holds a thread of the server. */
  private static final int MOST_WAITING = 16;

  /** Of a turn; most take a few milliseconds. */
  private static final Duration PATIENCE = Duration.ofMillis(300);

  private final Duration longestWait;
  private final WaitLimit waits;
  private final Semaphore free = new Semaphore(1, true);

  private @Nullable Thread holder;
  private int taken;

  /** Makes a turn that nobody has. */
  WriteTurn(Duration longestWait, Ticker ticker) {
    this.longestWait = longestWait;
    this.waits = new WaitLimit(MOST_WAITING, PATIENCE, ticker);
  }

  /** The turn that somebody has, until it is given back; any thread may do that. */
  final class Held {
    private boolean isGivenBack;

    /** Gives the turn back; does nothing the second time. */
    void giveBack() {
      synchronized (WriteTurn.this) {
        if (isGivenBack) {
          return;
        }
        isGivenBack = true;
        taken--;
        if (taken > 0) {
          return;
        }
        holder = null;
      }
      free.release();
    }
  }

  /**
   * Waits for the turn.
   *
   * @throws SQLTimeoutException if it was not free within the longest wait, or turns are long and
   *     too many wait already: the statement was not sent
   * @throws SQLException if the thread was interrupted; it stays interrupted
   */
  Held take() throws SQLException {
    if (takeAgain()) {
      return new Held();
    }
    try (WaitLimit.@Nullable Wait wait = waits.begin()) {
      if (wait == null || !free.tryAcquire(longestWait.toNanos(), TimeUnit.NANOSECONDS)) {
        String reason =
            wait == null
                ? "too many transactions wait to change the database"
                : "other transactions changed the database for " + longestWait.toMillis() + " ms";
        throw new SQLTimeoutException(reason, LOCK_TIMEOUT_STATE, LOCK_TIMEOUT);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SQLException(
          "interrupted while waiting to change the database", CANCELLED_STATE, e);
    }
    synchronized (this) {
      holder = Thread.currentThread();
      taken = 1;
    }
    return new Held();
  }

  /** Returns how many wait now. */
  int waiting() {
    return free.getQueueLength();
  }

  private synchronized boolean takeAgain() {
    if (holder != Thread.currentThread()) {
      return false;
    }
    taken++;
    return true;
  }
}
