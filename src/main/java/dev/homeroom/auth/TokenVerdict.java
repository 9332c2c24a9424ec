package dev.homeroom.auth;

import dev.homeroom.access.AccessRecord;

/** The verdict on a request's token. */
sealed interface TokenVerdict {
  /** The token is valid, and its person active. */
  record AcceptedToken(AccessRecord record) implements TokenVerdict {}

  /** The request has no token. */
  record MissingToken() implements TokenVerdict {}

  /** The token is not accepted; the caller is not told why. */
  record RefusedToken() implements TokenVerdict {}

  /** The token cannot be judged at the moment, and is not accepted. */
  record UndecidedToken() implements TokenVerdict {}
}
