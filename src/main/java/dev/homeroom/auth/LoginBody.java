package dev.homeroom.auth;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Size;

/**
 * The request body of a login.
 *
 * @param username 1 to 200 characters
 * @param password 1 to 1,024 characters
 */
public record LoginBody(
    @NotBlank @Size(max = 200) String username,
    @NotEmpty @Size(max = PasswordHashing.MAX_LENGTH) String password) {
  /** Omits both values. */
  @Override
  public String toString() {
    return "LoginBody";
  }
}
