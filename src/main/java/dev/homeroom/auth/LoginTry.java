package dev.homeroom.auth;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A try to log in whose password may be checked. It counts as a failure until it turns out right.
 *
 * @param name the subject of its user name
 * @param address the subject of its client address; null if that is not known
 * @param failures the failures in a row of its name, this one with them; at least 1
 * @param minute when the minute began in which it counts for its address
 */
record LoginTry(String name, @Nullable String address, int failures, Instant minute) {
  /** Returns whether the password is out of use, so that the try fails also if it is right. */
  boolean isOutOfUse() {
    return failures > CountedFailures.OUT_OF_USE;
  }

  /** Returns whether the password is out of use from this try on, if it is wrong. */
  boolean reachesOutOfUse() {
    return failures >= CountedFailures.OUT_OF_USE;
  }
}
