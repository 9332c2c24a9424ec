package dev.homeroom.auth;

import dev.homeroom.http.CallerPresence;
import dev.homeroom.http.ProblemException;
import dev.homeroom.time.Ticker;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Limits how many password hashes are computed at once: each takes a core for a while, and 19 MiB.
 * Up to {@link #QUEUE} further callers wait; more are refused at once.
 *
 * <p>Client addresses share the turns: while callers of several addresses wait, none has two turns
 * in a row. In a full queue, callers that have hung up are dropped, and a caller whose address has
 * fewer places than another replaces the last caller of the latter. Callers of one address are
 * served in order of arrival.
 *
 * <p>Of one user name, at most one caller of each address runs, and at most one waits; a second one
 * that would wait is refused. Not one of all addresses together: a stranger could then keep the
 * owner of the name out by waiting in the owner's place.
 */
final class HashingBulkhead {
  /** The most callers that wait. */
  static final int QUEUE = 20;

  /** The least time between two checks whether waiting callers are still there. */
  static final Duration ASK_EVERY = Duration.ofMillis(10);

  private final int atOnce;
  private final Ticker ticker;
  private final IntSupplier retrySeconds;

  private final Object lock = new Object();
  private final Queue<Waiter> waiting = new ArrayDeque<>();
  private final Set<NameAtAddress> runningNames = new HashSet<>();
  private int running;
  private String lastAddress = "";
  private long askedNanos;

  /**
   * Makes a bulkhead.
   *
   * @param atOnce the most that run at once, at least 1
   * @param retrySeconds {@code Retry-After}, which varies, so that callers do not come back
   *     together
   */
  HashingBulkhead(int atOnce, Ticker ticker, IntSupplier retrySeconds) {
    this.atOnce = atOnce;
    this.ticker = ticker;
    this.retrySeconds = retrySeconds;
    this.askedNanos = ticker.nanos() - ASK_EVERY.toNanos();
  }

  /** A caller that waits for its turn. The lock guards everything but the latch. */
  private static final class Waiter {
    final CallerPresence caller;

    /** Null if it tries no user name. */
    final @Nullable NameAtAddress name;

    final CountDownLatch called = new CountDownLatch(1);
    boolean hasTurn;

    Waiter(CallerPresence caller, @Nullable String username) {
      this.caller = caller;
      this.name = username == null ? null : new NameAtAddress(username, caller.address());
    }
  }

  private record NameAtAddress(String username, String address) {}

  private boolean isNameRunning(Waiter waiter) {
    return waiter.name != null && runningNames.contains(waiter.name);
  }

  private void giveTurn(Waiter waiter) {
    if (waiter.name != null) {
      runningNames.add(waiter.name);
    }
    lastAddress = waiter.caller.address();
    waiter.hasTurn = true;
    waiter.called.countDown();
  }

  /**
   * Runs work when it is the caller's turn.
   *
   * @param username the user name that the caller tries; null for none
   * @throws ProblemException OVERLOADED, at once if the queue is full or another caller of the same
   *     name and address waits, or after the longest wait in it; also if the caller has hung up
   */
  <T> T run(
      CallerPresence caller, @Nullable String username, Duration longestWait, Supplier<T> work) {
    Waiter self = new Waiter(caller, username);
    boolean waited = takeTurn(self, longestWait);
    try {
      if (waited && caller.isGone()) {
        throw overloaded();
      }
      return work.get();
    } finally {
      passOn(self);
    }
  }

  /** Waits for the turn; returns whether it had to wait. */
  private boolean takeTurn(Waiter self, Duration longestWait) {
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

  /** Takes a turn or a place in the queue; returns false if there is neither. */
  private boolean join(Waiter self) {
    synchronized (lock) {
      if (running < atOnce && !isNameRunning(self)) {
        running++;
        giveTurn(self);
        return true;
      }
      if (waiting.stream().anyMatch(other -> self.name != null && self.name.equals(other.name))) {
        return false;
      }
      if (waiting.size() >= QUEUE) {
        shareWith(self.caller.address());
      }
      return waiting.size() < QUEUE && waiting.add(self);
    }
  }

  /** Refuses the last caller of the address with most places, if the given one has fewer by two. */
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
      // The turn may have been given at the last moment; no other caller has it then.
      hasTurn = self.hasTurn;
      waiting.remove(self);
    }
    if (hasTurn && interrupted) {
      passOn(self);
    }
    if (!hasTurn || interrupted) {
      throw overloaded();
    }
  }

  /** Gives the turn to the caller that has waited longest, preferring another address. */
  private void passOn(Waiter done) {
    synchronized (lock) {
      if (done.name != null) {
        runningNames.remove(done.name);
      }
      List<Waiter> ready = waiting.stream().filter(waiter -> !isNameRunning(waiter)).toList();
      Waiter next =
          ready.stream()
              .filter(waiter -> !waiter.caller.address().equals(lastAddress))
              .findFirst()
              .orElse(ready.isEmpty() ? null : ready.get(0));
      if (next == null) {
        running--;
      } else {
        waiting.remove(next);
        giveTurn(next);
      }
    }
  }

  /** Removes waiting callers that have hung up; checks none if all were checked a moment ago. */
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
      asked.stream().filter(waiting::remove).forEach(gone -> gone.called.countDown());
    }
  }

  /** Returns the number of waiting callers. */
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
