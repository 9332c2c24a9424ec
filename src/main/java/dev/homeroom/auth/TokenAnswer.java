package dev.homeroom.auth;

import jakarta.ws.rs.core.Response;

/** Makes the answers that give tokens to a page, or take them from it. */
final class TokenAnswer {
  private TokenAnswer() {}

  /**
   * Returns an answer with new tokens.
   *
   * @param inCookie whether the refresh token is in the cookie alone, out of reach of the page's
   *     scripts; else it is in the body
   */
  static Response of(TokenView tokens, RefreshCookie cookie, boolean inCookie) {
    if (!inCookie) {
      return Response.ok(tokens).build();
    }
    String refreshToken = tokens.refreshToken();
    if (refreshToken == null) {
      throw new IllegalArgumentException("there is no refresh token to keep");
    }
    return Response.ok(tokens.withoutRefreshToken()).cookie(cookie.keeping(refreshToken)).build();
  }

  /** Returns the empty answer after which the browser has no cookie, if it had one. */
  static Response none(RefreshCookie cookie, boolean hadOne) {
    Response.ResponseBuilder answer = Response.noContent();
    return (hadOne ? answer.cookie(cookie.forgetting()) : answer).build();
  }
}
