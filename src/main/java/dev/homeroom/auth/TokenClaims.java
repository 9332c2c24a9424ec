package dev.homeroom.auth;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The claims of a correctly signed token. They grant no rights, which come from the database alone.
 *
 * @param kid the key that signed it
 * @param subject the person's id
 * @param school the person's school; null for people of the district
 * @param digest SHA-256 of issuer and {@code jti} in hex, the key of revocations
 * @param issuedSeconds {@code iat}, s since 1970
 * @param expiresSeconds {@code exp}, s since 1970
 * @param notBeforeSeconds {@code nbf}, s since 1970; 0 if there is none
 * @param cut generations of cut-off tags that it was issued under, by tag name
 */
record TokenClaims(
    String kid,
    String subject,
    @Nullable String school,
    String digest,
    long issuedSeconds,
    long expiresSeconds,
    long notBeforeSeconds,
    Map<String, Long> cut) {

  /** Copies the generations. */
  TokenClaims {
    cut = Map.copyOf(cut);
  }

  /** Returns whether the token may be used at a moment, with a tolerance of 30 s between clocks. */
  boolean isLiveAt(long epochSeconds) {
    long skew = AuthConfig.SKEW.toSeconds();
    return epochSeconds < expiresSeconds + skew
        && epochSeconds + skew >= notBeforeSeconds
        && epochSeconds + skew >= issuedSeconds;
  }
}
