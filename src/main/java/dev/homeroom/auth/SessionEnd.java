package dev.homeroom.auth;

import dev.homeroom.auth.Revocation.EndedSession;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;

/** Ends sessions, with all the tokens that they gave. */
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
   * @throws dev.homeroom.http.ProblemException DATABASE_AWAY or OVERLOADED if it is not known to be
   *     committed; this instance refuses the session's access tokens all the same
   * @throws RuntimeException if the database is away
   */
  void loggedOut(RefreshToken token) {
    sessions
        .find(token.session())
        .map(Sessions.FoundSession::session)
        .ifPresent(session -> end(session, "logout", session.personId()));
  }

  /** Ends a session whose refresh token was used after it was replaced, as {@link #loggedOut}. */
  void reused(StoredSession session) {
    end(session, "reuse", session.personId());
  }

  /** Ends a session at an administrator's request, as {@link #loggedOut}. */
  void revoked(StoredSession session, String administrator) {
    end(session, "revoked", administrator);
  }

  private void end(StoredSession session, String reason, String by) {
    revocations.revoke(
        Revocation.ofSession(session.personId(), reason, by, ended(session.sid(), Instant.EPOCH)));
  }

  /** Returns the revocation of an access token with its session, if it has one. */
  Revocation revocation(TokenClaims claims, String reason, String by) {
    TokenClaims.Session session = claims.session();
    Instant expires = Instant.ofEpochSecond(claims.expiresSeconds());
    return Revocation.ofToken(
        claims, reason, by, session == null ? null : ended(session.sid(), expires));
  }

  private EndedSession ended(String sid, Instant tokenExpires) {
    Instant last = clock.instant().plus(config.lifetime());
    return new EndedSession(
        sid,
        Digests.ofIdentifier(config.issuer(), sid),
        last.isAfter(tokenExpires) ? last : tokenExpires);
  }
}
