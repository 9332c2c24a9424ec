package dev.homeroom.auth;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the token from the {@code Authorization} header (RFC 6750 §2.1), its only place. */
final class Bearer {
  private static final String SCHEME = "bearer ";

  private Bearer() {}

  /**
   * Returns the token; empty if there is no {@code Authorization} at all. A header that is not a
   * single bearer token is returned as a text that is no token.
   */
  static Optional<String> token(@Nullable List<String> headers) {
    if (headers == null || headers.isEmpty()) {
      return Optional.empty();
    }
    String value = headers.get(0);
    boolean bearer = value.regionMatches(true, 0, SCHEME, 0, SCHEME.length());
    return Optional.of(bearer && headers.size() == 1 ? value.substring(SCHEME.length()) : "");
  }
}
