package dev.homeroom.auth;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * The request body of a one-time code.
 *
 * @param username 1 to 200 characters
 * @param code 1 to 64 characters, in upper or lower case, with or without hyphens
 * @param password the password to set; {@link PasswordRules} checks it
 * @param cookie true if the refresh token is to be kept in a cookie, as in {@link LoginBody}; null
 *     or false for one in the answer, unless the request has the cookie
 */
public record RedeemBody(
    @NotBlank @Size(max = 200) String username,
    @NotEmpty @Size(max = 64) String code,
    @Nullable String password,
    @Nullable Boolean cookie) {
  /** Returns whether the refresh token is to go into a cookie. */
  boolean wantsCookie() {
    return Boolean.TRUE.equals(cookie);
  }

  /** Omits all values. */
  @Override
  public String toString() {
    return "RedeemBody";
  }
}
