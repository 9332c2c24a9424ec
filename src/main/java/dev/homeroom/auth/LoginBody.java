package dev.homeroom.auth;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * The request body of a login.
 *
 * @param username 1 to 200 characters
 * @param password 1 to 1,024 characters
 * @param cookie true if the refresh token is to be kept in a cookie, as our own page wants it; null
 *     or false for one in the answer
 */
public record LoginBody(
    @NotBlank @Size(max = 200) String username,
    @NotEmpty @Size(max = PasswordHashing.MAX_LENGTH) String password,
    @Nullable Boolean cookie) {
  /** Returns whether the refresh token goes into a cookie. */
  boolean wantsCookie() {
    return Boolean.TRUE.equals(cookie);
  }

  /** Omits name and password. */
  @Override
  public String toString() {
    return "LoginBody";
  }
}
