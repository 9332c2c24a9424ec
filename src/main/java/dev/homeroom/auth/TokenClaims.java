package dev.homeroom.auth;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a well-signed token of ours says. Nothing in it grants anything: rights are the database's.
 *
 * @param kid the key that signed it
 * @param subject the person's id
 * @param school the person's school; null for people of the district
 * @param digest SHA-256 of issuer and {@code jti} in hex: what revocations are kept by
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

  /** Returns whether the token may be used at a moment, both clocks being 30 s apart at most. */
  boolean isLiveAt(long epochSeconds) {
    long skew = AuthConfig.SKEW.toSeconds();
    return epochSeconds < expiresSeconds + skew
        && epochSeconds + skew >= notBeforeSeconds
        && epochSeconds + skew >= issuedSeconds;
  }
}
