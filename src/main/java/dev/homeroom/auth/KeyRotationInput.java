package dev.homeroom.auth;

import jakarta.validation.constraints.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The request body of a rotation.
 *
 * @param withdraw the name of a key that leaked: its tokens are refused from then on; null replaces
 *     the current key by a new one
 */
record KeyRotationInput(
    @Nullable @Pattern(
            regexp = "[A-Za-z0-9_-]{1,64}",
            message = "A key's name has 1 to 64 letters of ASCII, digits, _ and -.")
        String withdraw) {
  /** Replaces the current key, as a request without a body does. */
  static final KeyRotationInput REPLACE = new KeyRotationInput(null);
}
