package dev.homeroom.auth;

/** Thrown for a token that is not accepted; the caller is not told the reason. */
final class TokenRefusedException extends Exception {
  private static final long serialVersionUID = 1L;

  /** Takes the name of the failed check, for tests and DEBUG; never a part of the token. */
  TokenRefusedException(String check) {
    super(check, null, false, false);
  }
}
