package dev.homeroom.auth;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * The answer to a login or a refresh (RFC 6749 §5.1).
 *
 * @param accessToken the token for {@code Authorization: Bearer}
 * @param refreshToken the token for the next refresh, in place of the one before; omitted if it is
 *     in the cookie
 * @param tokenType always {@code Bearer}
 * @param expiresIn its lifetime in seconds
 */
public record TokenView(
    String accessToken,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String refreshToken,
    String tokenType,
    long expiresIn) {
  /** Returns the answer whose refresh token is in the cookie. */
  TokenView withoutRefreshToken() {
    return new TokenView(accessToken, null, tokenType, expiresIn);
  }

  /** Omits the tokens. */
  @Override
  public String toString() {
    return "TokenView[" + expiresIn + "]";
  }
}
