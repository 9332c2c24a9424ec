package dev.homeroom.auth;

import dev.homeroom.audit.AuditEvent;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The revocation of a token, or of a session with all its tokens.
 *
 * @param digest SHA-256 of issuer and {@code jti}, 64 hex digits; of issuer and {@code sid} if a
 *     session alone is revoked
 * @param personId the token's person
 * @param expires the token's {@code exp}
 * @param session the session that ends with it; null if none does
 * @param event its record in the audit log, which says by whom and why
 */
record Revocation(
    String digest,
    String personId,
    Instant expires,
    @Nullable EndedSession session,
    AuditEvent event) {

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
  static Revocation ofToken(TokenClaims claims, @Nullable EndedSession session, AuditEvent event) {
    return new Revocation(
        claims.digest(),
        claims.subject(),
        Instant.ofEpochSecond(claims.expiresSeconds()),
        session,
        event);
  }

  /** Returns whether it is of a session alone. */
  boolean isOfSession() {
    return session != null && digest.equals(session.digest());
  }

  /** Returns the revocation of a session alone. */
  static Revocation ofSession(String personId, EndedSession session, AuditEvent event) {
    return new Revocation(session.digest(), personId, session.expires(), session, event);
  }

  /** Returns the id of the person that revoked it; its own person's if that is not known. */
  String revokedBy() {
    String actorId = event.actorId();
    return actorId == null ? personId : actorId;
  }
}
