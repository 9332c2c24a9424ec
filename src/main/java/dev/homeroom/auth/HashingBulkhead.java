package dev.homeroom.auth;

import dev.homeroom.http.CallerPresence;
import dev.homeroom.http.ProblemException;
import dev.homeroom.time.Ticker;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;
import java.util.function.Supplier;

/**
 * Lets only so many password hashes be computed at once: each takes a core for a while, and 19 MiB.
 * Others wait, up to {@link #QUEUE}; one more is refused at once.
 *
 * <p>Addresses share: while callers of several wait, none has two turns in a row, and a full queue
 * makes room for a caller whose address has fewer places than another, whose last caller leaves.
 * Callers of one address come in the order in which they came.
 *
 * <p>Callers that have hung up take no place from others: they leave a full queue first, and each
 * caller whose turn has come is asked once more before its work begins.
 */
final class HashingBulkhead {
  /** How many may wait */
  static final int QUEUE = 20;

  /** How often all waiting callers are asked whether they are there. */
  static final Duration ASK_EVERY = Duration.ofMillis(10);

  private final int atOnce;
  private final Ticker ticker;
  private final IntSupplier retrySeconds;

  private final Object lock = new Object();
  private final Queue<Waiter> waiting = new ArrayDeque<>();
  private int running;
  private String lastAddress = "";
  private long askedNanos;

  /**
   * Makes a bulkhead.
   *
   * @param atOnce how many may run at once, at least 1
   * @param ticker by which waiting callers are not asked too often
   * @param retrySeconds {@code Retry-After} of the next refusal: not the same for all, so that they
   *     do not come back together
   */
  HashingBulkhead(int atOnce, Ticker ticker, IntSupplier retrySeconds) {
    this.atOnce = atOnce;
    this.ticker = ticker;
    this.retrySeconds = retrySeconds;
    this.askedNanos = ticker.nanos() - ASK_EVERY.toNanos();
  }

  /** A caller that waits for a turn. All but the latch is guarded by the lock. */
  private static final class Waiter {
    final CallerPresence caller;
    final CountDownLatch called = new CountDownLatch(1);
    boolean hasTurn;

    Waiter(CallerPresence caller) {
      this.caller = caller;
    }
  }

  /**
   * Runs something, after those who came before.
   *
   * @throws ProblemException OVERLOADED, at once if the queue is full, or after the longest wait in
   *     it; also if the caller is gone and will not read it
   */
  <T> T run(CallerPresence caller, Duration longestWait, Supplier<T> work) {
    boolean waited = takeTurn(caller, longestWait);
    try {
      if (waited && caller.isGone()) {
        throw overloaded();
      }
      return work.get();
    } finally {
      passOn();
    }
  }

  /** Returns with the turn, and whether it had to be waited for. */
  private boolean takeTurn(CallerPresence caller, Duration longestWait) {
    Waiter self = new Waiter(caller);
    if (!join(self)) {
      dropGone();
      if (!join(self)) {
        throw overloaded();
      }
    }
    boolean waits = self.called.getCount() > 0;
    await(self, longestWait);
    return waits;
  }

  /** Begins at once or waits; returns false if there is no room for either. */
  private boolean join(Waiter self) {
    synchronized (lock) {
      if (running < atOnce) {
        running++;
        lastAddress = self.caller.address();
        self.hasTurn = true;
        self.called.countDown();
        return true;
      }
      if (waiting.size() >= QUEUE) {
        shareWith(self.caller.address());
      }
      return waiting.size() < QUEUE && waiting.add(self);
    }
  }

  /** Sends the last caller of the address with most places away, if another has fewer by two. */
  private void shareWith(String address) {
    Map<String, Integer> places = new HashMap<>();
    Waiter last = null;
    int most = 0;
    for (Waiter waiter : waiting) {
      int count = places.merge(waiter.caller.address(), 1, Integer::sum);
      if (count >= most) {
        most = count;
        last = waiter;
      }
    }
    if (last != null && most > places.getOrDefault(address, 0) + 1) {
      waiting.remove(last);
      last.called.countDown();
    }
  }

  private void await(Waiter self, Duration longestWait) {
    boolean interrupted = false;
    try {
      self.called.await(longestWait.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      interrupted = true;
    }
    boolean hasTurn;
    synchronized (lock) {
      // The turn may have come at the last moment: then nobody else has it.
      hasTurn = self.hasTurn;
      waiting.remove(self);
    }
    if (hasTurn && interrupted) {
      passOn();
    }
    if (!hasTurn || interrupted) {
      throw overloaded();
    }
  }

  /**
   * Gives the turn to the caller that has waited for longest, of another address if there is one.
   */
  private void passOn() {
    synchronized (lock) {
      Waiter next = waiting.peek();
      for (Waiter waiter : waiting) {
        if (!waiter.caller.address().equals(lastAddress)) {
          next = waiter;
          break;
        }
      }
      if (next == null) {
        running--;
      } else {
        waiting.remove(next);
        lastAddress = next.caller.address();
        next.hasTurn = true;
        next.called.countDown();
      }
    }
  }

  /** Sends waiting callers away that have hung up; asks none if all were asked a moment ago. */
  private void dropGone() {
    List<Waiter> asked;
    synchronized (lock) {
      long now = ticker.nanos();
      if (now - askedNanos < ASK_EVERY.toNanos()) {
        return;
      }
      askedNanos = now;
      asked = new ArrayList<>(waiting);
    }
    // Outside the lock: turns are passed on meanwhile.
    asked.removeIf(waiter -> !waiter.caller.isGone());
    synchronized (lock) {
      for (Waiter gone : asked) {
        if (waiting.remove(gone)) {
          gone.called.countDown();
        }
      }
    }
  }

  /** Returns how many wait. */
  int waiting() {
    synchronized (lock) {
      return waiting.size();
    }
  }

  private ProblemException overloaded() {
    return ProblemException.overloaded(
        "Too many people are logging in; try again.", retrySeconds.getAsInt());
  }
}
