package dev.homeroom.auth;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The revocation of a token, or of a session with all its tokens.
 *
 * @param digest SHA-256 of issuer and {@code jti}, 64 hex digits; of issuer and {@code sid} if a
 *     session alone is revoked
 * @param personId the token's person
 * @param reason one word, for instance {@code logout}
 * @param revokedBy the id of the person that revoked it
 * @param expires the token's {@code exp}
 * @param session the session that ends with it; null if none does
 */
record Revocation(
    String digest,
    String personId,
    String reason,
    String revokedBy,
    Instant expires,
    @Nullable EndedSession session) {

  /**
   * A session that ends.
   *
   * @param sid the claim {@code sid} of its tokens
   * @param digest SHA-256 of issuer and {@code sid}
   * @param expires when the last of its access tokens ends
   */
  record EndedSession(String sid, String digest, Instant expires) {}

  /**
   * Returns the revocation of an access token.
   *
   * @param session the session that ends with it; null if none does
   */
  static Revocation ofToken(
      TokenClaims claims, String reason, String revokedBy, @Nullable EndedSession session) {
    return new Revocation(
        claims.digest(),
        claims.subject(),
        reason,
        revokedBy,
        Instant.ofEpochSecond(claims.expiresSeconds()),
        session);
  }

  /** Returns whether it is of a session alone. */
  boolean isOfSession() {
    return session != null && digest.equals(session.digest());
  }

  /** Returns the revocation of a session alone. */
  static Revocation ofSession(
      String personId, String reason, String revokedBy, EndedSession session) {
    return new Revocation(
        session.digest(), personId, reason, revokedBy, session.expires(), session);
  }
}
