package dev.homeroom.auth;

import dev.homeroom.http.ErrorCode;
import dev.homeroom.http.ProblemException;
import dev.homeroom.time.Ticker;
import java.time.Duration;

/**
 * How long one login may take, counted from its arrival: waiting for its turn, statements and hash
 * together, and not each of them anew.
 */
final class LoginDeadline {
  /** At most this goes into waiting; the rest is for what begins after it. */
  static final Duration LONGEST_WAIT = Duration.ofSeconds(2);

  /**
   * Nothing begins later. A statement takes 2 s at most, so that a login ends within 5 s
   * (docs/settings.md), as every request does.
   */
  static final Duration LAST_STEP = Duration.ofMillis(2500);

  private final Ticker ticker;
  private final long begunNanos;

  private LoginDeadline(Ticker ticker) {
    this.ticker = ticker;
    this.begunNanos = ticker.nanos();
  }

  /** Begins now: the login has arrived. */
  static LoginDeadline begin(Ticker ticker) {
    return new LoginDeadline(ticker);
  }

  /** Returns for how long it may still wait for its turn, at least 0. */
  Duration leftToWait() {
    Duration left = LONGEST_WAIT.minus(elapsed());
    return left.isNegative() ? Duration.ZERO : left;
  }

  /** Returns whether nothing may begin any more. */
  boolean isOver() {
    return elapsed().compareTo(LAST_STEP) > 0;
  }

  /**
   * Lets a step begin.
   *
   * @throws ProblemException OVERLOADED if it is too late for that
   */
  void requireTime() {
    if (isOver()) {
      throw new ProblemException(ErrorCode.OVERLOADED, "The login took too long; try again.");
    }
  }

  private Duration elapsed() {
    return Duration.ofNanos(ticker.nanos() - begunNanos);
  }
}
