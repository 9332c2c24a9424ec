package dev.homeroom.auth;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the {@code Authorization} header (RFC 6750 §2.1): the only place where a token may be. */
final class Bearer {
  private static final String SCHEME = "bearer ";

  private Bearer() {}

  /**
   * Returns the token; empty if there is no {@code Authorization} at all. What is there and is no
   * single bearer token comes back as text that no token is.
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
