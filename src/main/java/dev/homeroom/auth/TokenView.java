package dev.homeroom.auth;

/**
 * The answer to a login (RFC 6749 §5.1).
 *
 * @param accessToken the token for {@code Authorization: Bearer}
 * @param tokenType always {@code Bearer}
 * @param expiresIn its lifetime in seconds
 */
public record TokenView(String accessToken, String tokenType, long expiresIn) {
  /** Omits the token. */
  @Override
  public String toString() {
    return "TokenView[" + expiresIn + "]";
  }
}
