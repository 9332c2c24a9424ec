package dev.homeroom.auth;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;

/**
 * Finds the sessions of access tokens whose key has ended or was withdrawn. Nobody accepts such a
 * token, but its session goes on, with tokens of another key, and its owner may want to end it.
 *
 * <p>Whoever has a leaked key can make such a token: it is good for ending the session that it
 * names, and for nothing else. It is not revoked, so that no number of made-up ones fills the
 * table.
 *
 * <p>If Redis is down: nothing changes. If the database is away it throws.
 */
@ApplicationScoped
class PastTokens {
  @Inject KeyPairs keys;
  @Inject AuthConfig config;
  @Inject Sessions sessions;

  /**
   * Returns the session that a token names, with a key of ours, valid or not; empty if it is no
   * such token, or its session has ended.
   *
   * @throws RuntimeException if the database is away
   */
  Optional<FoundSession> session(String token) {
    TokenClaims claims;
    try {
      claims = TokenReader.ofEveryKey(config, keys).read(token);
    } catch (TokenRefusedException e) {
      return Optional.empty();
    }
    return Optional.ofNullable(claims.session())
        .flatMap(named -> sessions.findBySid(named.sid()))
        .filter(found -> found.session().personId().equals(claims.subject()));
  }
}
