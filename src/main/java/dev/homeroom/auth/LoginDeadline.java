package dev.homeroom.auth;

import dev.homeroom.http.ErrorCode;
import dev.homeroom.http.ProblemException;
import dev.homeroom.time.Ticker;
import java.time.Duration;

/** The deadline of one login for its wait, its statements and its hash together. */
final class LoginDeadline {
  /** The longest wait for a turn; the rest is for the later steps. */
  static final Duration LONGEST_WAIT = Duration.ofSeconds(2);

  /**
   * The latest begin of a step. A statement takes at most 2 s, so that a login ends within 5 s
   * (docs/settings.md), as every request does.
   */
  static final Duration LAST_STEP = Duration.ofMillis(2500);

  private final Ticker ticker;
  private final long begunNanos;

  /** Begins now, when the login has arrived. */
  LoginDeadline(Ticker ticker) {
    this.ticker = ticker;
    this.begunNanos = ticker.nanos();
  }

  /** Returns the remaining wait for a turn, at least 0. */
  Duration leftToWait() {
    Duration left = LONGEST_WAIT.minus(elapsed());
    return left.isNegative() ? Duration.ZERO : left;
  }

  /** Returns whether no further step may begin. */
  boolean isOver() {
    return elapsed().compareTo(LAST_STEP) > 0;
  }

  /** Throws OVERLOADED if it is too late for a further step. */
  void requireTime() {
    if (isOver()) {
      throw new ProblemException(ErrorCode.OVERLOADED, "The login took too long; try again.");
    }
  }

  private Duration elapsed() {
    return Duration.ofNanos(ticker.nanos() - begunNanos);
  }
}
