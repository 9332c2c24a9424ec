package dev.homeroom.auth;

import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * The request body of a refresh.
 *
 * @param refreshToken at most 200 characters; null for the one in the page's cookie
 */
public record RefreshBody(@Nullable @Size(max = 200) String refreshToken) {
  /** Omits the token. */
  @Override
  public String toString() {
    return "RefreshBody";
  }
}
