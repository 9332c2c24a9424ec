package dev.homeroom.auth;

import dev.homeroom.audit.Actor;
import dev.homeroom.audit.AuditAction;
import dev.homeroom.audit.AuditEvent;
import dev.homeroom.audit.AuditSubject;
import dev.homeroom.audit.RequestOrigin;
import dev.homeroom.auth.Revocation.EndedSession;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Ends sessions together with all their tokens. */
@ApplicationScoped
class SessionEnd {
  @Inject Sessions sessions;
  @Inject Revocations revocations;
  @Inject AuthConfig config;
  @Inject Clock clock;

  /**
   * Ends the session of a refresh token; does nothing for an unknown one. A replaced one ends it
   * too: the caller may have missed the last answer.
   *
   * @param origin where the request came from
   * @throws dev.homeroom.http.ProblemException DATABASE_AWAY or OVERLOADED if it is not known to be
   *     committed; this instance refuses the session's access tokens all the same
   * @throws RuntimeException if the database is away
   */
  void loggedOut(RefreshToken token, RequestOrigin origin) {
    sessions.find(token.session()).ifPresent(found -> loggedOut(found, origin));
  }

  /** Ends a session at its owner's request, as {@link #loggedOut(RefreshToken, RequestOrigin)}. */
  void loggedOut(FoundSession found, RequestOrigin origin) {
    end(found, own(AuditAction.LOGOUT, found, origin));
  }

  /**
   * Ends a session whose refresh token was used after it was replaced, as {@link
   * #loggedOut(RefreshToken, RequestOrigin)}. The record has no actor: which of the token's holders
   * it was is not known.
   */
  void reused(FoundSession found, RequestOrigin origin) {
    end(found, own(AuditAction.REFRESH_REUSED, found, origin).by(null).refused());
  }

  /**
   * Ends a session at an administrator's request, as one is {@link #loggedOut(FoundSession,
   * RequestOrigin)}.
   */
  void revoked(FoundSession found, Actor administrator) {
    StoredSession session = found.session();
    String digest = Digests.ofIdentifier(config.issuer(), session.sid());
    end(found, revoked(administrator, digest, session.personId(), found.schoolId()));
  }

  /**
   * Returns the record of an administrator's revocation.
   *
   * @param digest of the token, or of its session, as revocations have it
   * @param schoolId the school of the token's person; null for people of the district
   */
  static AuditEvent revoked(
      Actor administrator, String digest, String personId, @Nullable String schoolId) {
    return AuditEvent.of(AuditAction.TOKEN_REVOKED, administrator)
        .about(AuditSubject.Kind.TOKEN, digest)
        .inSchool(schoolId)
        .with("person", personId);
  }

  private static AuditEvent own(AuditAction action, FoundSession found, RequestOrigin origin) {
    return AuditEvent.ofOwn(action, found.session().personId(), found.schoolId(), origin);
  }

  private void end(FoundSession found, AuditEvent event) {
    StoredSession session = found.session();
    EndedSession ended = ended(session.sid(), Instant.EPOCH);
    revocations.revoke(
        Revocation.ofSession(
            session.personId(), ended, event.with(SessionTokens.SESSION, ended.digest())));
  }

  /** Returns the revocation of an access token with its session, if it has one. */
  Revocation revocation(TokenClaims claims, AuditEvent event) {
    TokenClaims.Session session = claims.session();
    if (session == null) {
      return Revocation.ofToken(claims, null, event);
    }
    EndedSession ended = ended(session.sid(), Instant.ofEpochSecond(claims.expiresSeconds()));
    return Revocation.ofToken(claims, ended, event.with(SessionTokens.SESSION, ended.digest()));
  }

  private EndedSession ended(String sid, Instant tokenExpires) {
    Instant last = clock.instant().plus(config.lifetime());
    return new EndedSession(
        sid,
        Digests.ofIdentifier(config.issuer(), sid),
        last.isAfter(tokenExpires) ? last : tokenExpires);
  }
}
