package dev.homeroom.auth;

import dev.homeroom.access.AccessRecord;

/** What is to be done with a request's token. */
sealed interface TokenVerdict {
  /** The token is good, and its person active. */
  record Accepted(AccessRecord record) implements TokenVerdict {}

  /** There is no token. */
  record Missing() implements TokenVerdict {}

  /** The token is not accepted; the caller is not told why. */
  record Refused() implements TokenVerdict {}

  /** Nothing can be said at the moment, which never means that the token is good. */
  record Unknown() implements TokenVerdict {}
}
