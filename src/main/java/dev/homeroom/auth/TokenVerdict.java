package dev.homeroom.auth;

import dev.homeroom.access.AccessRecord;

/** What is to be done with a request's token. */
sealed interface TokenVerdict {
  /** The token is good, and its person active. */
  record AcceptedToken(AccessRecord record) implements TokenVerdict {}

  /** There is no token. */
  record MissingToken() implements TokenVerdict {}

  /** The token is not accepted; the caller is not told why. */
  record RefusedToken() implements TokenVerdict {}

  /** Nothing can be said at the moment, which never means that the token is good. */
  record UndecidedToken() implements TokenVerdict {}
}
