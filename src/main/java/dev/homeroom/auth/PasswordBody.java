package dev.homeroom.auth;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * The request body of a password change.
 *
 * @param current the present password, 1 to 1,024 characters
 * @param next the new one, {@code new} in JSON; {@link PasswordRules} checks it
 */
public record PasswordBody(
    @NotEmpty @Size(max = PasswordHashing.MAX_LENGTH) String current,
    @JsonProperty(NEW) @Schema(name = NEW) @Nullable String next) {
  /** The name of the new password in JSON. */
  static final String NEW = "new";

  /** Omits both values. */
  @Override
  public String toString() {
    return "PasswordBody";
  }
}
