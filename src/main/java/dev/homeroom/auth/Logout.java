package dev.homeroom.auth;

import dev.homeroom.audit.AuditAction;
import dev.homeroom.audit.AuditEvent;
import dev.homeroom.audit.RequestOrigin;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;

/**
 * Revokes tokens, and ends their sessions, at the request of their owners (RFC 7009 §2.2: an
 * unknown token is no error).
 */
@ApplicationScoped
class Logout {
  @Inject Revocations revocations;
  @Inject KeyPairs keys;
  @Inject AuthConfig config;
  @Inject SessionEnd end;
  @Inject PastTokens past;
  @Inject Clock clock;

  /**
   * Revokes an access token with its session, and returns once that is committed. Of a token whose
   * key is not valid any more it ends the session. Ignores an unknown or revoked one.
   *
   * @param origin where the request came from
   * @throws dev.homeroom.http.ProblemException DATABASE_AWAY or OVERLOADED if it is not known to be
   *     committed; this instance refuses the token all the same
   */
  void logout(String token, RequestOrigin origin) {
    TokenClaims claims;
    try {
      claims = new TokenReader(config, keys).read(token);
    } catch (TokenRefusedException e) {
      past.session(token).ifPresent(found -> end.loggedOut(found, origin));
      return;
    }
    Instant expires = Instant.ofEpochSecond(claims.expiresSeconds());
    // Also with an expired token: its session may go on.
    if (claims.session() != null || clock.instant().isBefore(expires.plus(AuthConfig.SKEW))) {
      revocations.revoke(
          end.revocation(
              claims,
              AuditEvent.ofOwn(AuditAction.LOGOUT, claims.subject(), claims.school(), origin)));
    }
  }
}
