package dev.homeroom.auth;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A token that is taken back.
 *
 * @param digest SHA-256 of issuer and {@code jti}, 64 hex digits
 * @param personId whose token it is
 * @param schoolId the person's school; null for people of the district
 * @param reason one word, for instance {@code logout}
 * @param revokedBy the id of the person who took it back
 * @param expires the token's {@code exp}
 */
record Revocation(
    String digest,
    String personId,
    @Nullable String schoolId,
    String reason,
    String revokedBy,
    Instant expires) {

  /** A person's own logout. */
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
