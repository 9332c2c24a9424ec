package dev.homeroom.auth;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The revocation of a token.
 *
 * @param digest SHA-256 of issuer and {@code jti}, 64 hex digits
 * @param personId the token's person
 * @param schoolId the person's school; null for people of the district
 * @param reason one word, for instance {@code logout}
 * @param revokedBy the id of the person that revoked it
 * @param expires the token's {@code exp}
 */
record Revocation(
    String digest,
    String personId,
    @Nullable String schoolId,
    String reason,
    String revokedBy,
    Instant expires) {

  /** Returns the revocation by a person's own logout. */
  static Revocation logout(TokenClaims claims) {
    return new Revocation(
        claims.digest(),
        claims.subject(),
        claims.school(),
        "logout",
        claims.subject(),
        Instant.ofEpochSecond(claims.expiresSeconds()));
  }
}
