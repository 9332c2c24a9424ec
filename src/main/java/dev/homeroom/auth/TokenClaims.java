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
 * @param session the session whose login or refresh gave it; null in tokens of the version before
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
    @Nullable Session session,
    Map<String, Long> cut) {

  /**
   * The session of a token.
   *
   * @param sid the claim {@code sid}
   * @param digest SHA-256 of issuer and {@code sid} in hex, the key of its revocation
   * @param loggedInSeconds the claim {@code auth_time}: when the password was given, s since 1970
   */
  record Session(String sid, String digest, long loggedInSeconds) {}

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
