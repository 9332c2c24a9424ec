package dev.homeroom.auth;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;

/** Revokes tokens at the request of their owners (RFC 7009 §2.2: an unknown token is no error). */
@ApplicationScoped
class Logout {
  @Inject Revocations revocations;
  @Inject KeyPairs keys;
  @Inject AuthConfig config;
  @Inject Clock clock;

  /**
   * Revokes a token, and returns once that is committed. Ignores an unknown, expired or revoked
   * one.
   *
   * @throws dev.homeroom.http.ProblemException DATABASE_AWAY or OVERLOADED if it is not known to be
   *     committed; this instance refuses the token all the same
   */
  void logout(String token) {
    TokenClaims claims;
    try {
      claims = new TokenReader(config, keys).read(token);
    } catch (TokenRefusedException e) {
      return;
    }
    long accepted = claims.expiresSeconds() + AuthConfig.SKEW.toSeconds();
    if (clock.instant().getEpochSecond() < accepted) {
      revocations.revoke(Revocation.logout(claims));
    }
  }
}
