package dev.homeroom.auth;

/** A token that is not accepted, whatever the reason: the caller is not told it. */
final class TokenRefusedException extends Exception {
  private static final long serialVersionUID = 1L;

  /** Names the check that failed, for tests and DEBUG; never any part of the token. */
  TokenRefusedException(String check) {
    super(check, null, false, false);
  }
}
