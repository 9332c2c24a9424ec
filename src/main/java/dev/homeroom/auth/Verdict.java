package dev.homeroom.auth;

import dev.homeroom.access.AccessRecord;

/** What is to be done with a request's token. */
sealed interface Verdict {
  /** The token is good, and its person active. */
  record Accepted(AccessRecord record) implements Verdict {}

  /** There is no token. */
  record Missing() implements Verdict {}

  /** The token is not accepted; the caller is not told why. */
  record Refused() implements Verdict {}

  /** Nothing can be said at the moment, which never means that the token is good. */
  record Unknown() implements Verdict {}
}
