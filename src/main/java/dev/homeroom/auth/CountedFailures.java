package dev.homeroom.auth;

import java.time.Duration;
import java.time.Instant;

/**
 * The failed logins of a user name, or of an address, as the database has them, and the waits that
 * follow from them (SEC1; NIST SP 800-63B §3.2.2: at most 100 failures in a row).
 *
 * @param failures their number, at least 0
 * @param at for a name, when its last failure was counted; for an address, when its minute began
 */
record CountedFailures(int failures, Instant at) {
  /** The number of failures in a row of a name at which its waits begin. */
  static final int FREE = 5;

  /** The number of failures in a row of a name at which the password is out of use. */
  static final int OUT_OF_USE = 100;

  /** How long the failures of an address count, from the first of them. */
  static final Duration MINUTE = Duration.ofMinutes(1);

  /** Doublings of a second that are more than the longest wait can be. */
  private static final int MANY_DOUBLINGS = 20;

  /** Returns the wait after so many failures in a row of a name: 1 s from the fifth, doubling. */
  static Duration waitAfter(int failures, Duration longest) {
    int doublings = failures - FREE;
    if (doublings < 0) {
      return Duration.ZERO;
    }
    Duration wait = Duration.ofSeconds(1L << Math.min(doublings, MANY_DOUBLINGS));
    return wait.compareTo(longest) > 0 ? longest : wait;
  }

  /** Returns whether the name's password is out of use, right or wrong. */
  boolean isOutOfUse() {
    return failures >= OUT_OF_USE;
  }

  /** Returns what is left of a name's wait; zero or less if it is over. */
  Duration leftOfName(Instant now, LoginLimits limits) {
    return left(waitAfter(failures, limits.longestWait()), now);
  }

  /** Returns what is left of an address's wait; zero or less if there is none. */
  Duration leftOfAddress(Instant now, LoginLimits limits) {
    return failures < limits.addressFailures() ? Duration.ZERO : left(MINUTE, now);
  }

  /** Returns whether the address's minute is over. */
  boolean isMinuteOver(Instant now) {
    return left(MINUTE, now).compareTo(Duration.ZERO) <= 0;
  }

  /**
   * Returns what is left. A row from the future means that the database's clock was set back, as
   * after a failover: nothing is left then, because it could be any time.
   */
  private Duration left(Duration wait, Instant now) {
    return now.isBefore(at) ? Duration.ZERO : Duration.between(now, at.plus(wait));
  }
}
