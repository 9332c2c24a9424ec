package dev.homeroom.auth;

/**
 * The answer to a login (RFC 6749 §5.1).
 *
 * @param accessToken goes into {@code Authorization: Bearer}
 * @param tokenType always {@code Bearer}
 * @param expiresIn for how long it is accepted, in seconds
 */
public record TokenView(String accessToken, String tokenType, long expiresIn) {
  /** Leaves the token out. */
  @Override
  public String toString() {
    return "TokenView[" + expiresIn + "]";
  }
}
