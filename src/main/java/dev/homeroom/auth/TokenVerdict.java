package dev.homeroom.auth;

import dev.homeroom.access.AccessRecord;

/** The verdict on a request's token. */
sealed interface TokenVerdict {
  /**
   * The token is valid, and its person active.
   *
   * @param record the person's rights
   * @param loggedInSeconds when the password was given, s since 1970; 0 if the token does not say
   */
  record AcceptedToken(AccessRecord record, long loggedInSeconds) implements TokenVerdict {}

  /** The request has no token. */
  record MissingToken() implements TokenVerdict {}

  /** The token is not accepted; the caller is not told why. */
  record RefusedToken() implements TokenVerdict {}

  /** The token cannot be judged at the moment, and is not accepted. */
  record UndecidedToken() implements TokenVerdict {}
}
