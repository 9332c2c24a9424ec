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
 */
public record RedeemBody(
    @NotBlank @Size(max = 200) String username,
    @NotEmpty @Size(max = 64) String code,
    @Nullable String password) {
  /** Omits all values. */
  @Override
  public String toString() {
    return "RedeemBody";
  }
}
