package dev.homeroom.auth;

import dev.homeroom.audit.AuditAction;
import dev.homeroom.audit.AuditEvent;
import dev.homeroom.audit.RequestOrigin;
import dev.homeroom.auth.TokenSubjects.TokenSubject;
import dev.homeroom.users.Person;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Issues the tokens of sessions. It checks nothing: its callers do.
 *
 * <p>If Redis is down: nothing changes. If the database is away: no token is issued.
 */
@ApplicationScoped
class SessionTokens {
  /** The detail of a record that names a session, as revocations name it. */
  static final String SESSION = "session";

  @Inject Sessions sessions;
  @Inject SigningKeys keys;
  @Inject AuthConfig config;
  @Inject Clock clock;

  private final SecureRandom random = new SecureRandom();

  /**
   * Begins a session for a person who has just shown who they are, and records it.
   *
   * @param origin where the request came from
   * @throws RuntimeException if the database is away
   */
  TokenView begin(TokenSubject subject, RequestOrigin origin) {
    RefreshToken token = RefreshToken.first(random);
    Instant now = clock.instant();
    StoredSession session =
        new StoredSession(
            token.session(),
            subject.person().id(),
            RandomText.of(random, RandomText.IDENTIFIER_BYTES),
            now,
            expiry(now, now),
            subject.cut(),
            token.digest(),
            ReplacedTokens.NONE);
    Person person = subject.person();
    AuditEvent event =
        AuditEvent.ofOwn(AuditAction.LOGIN_OK, person.id(), person.schoolId(), origin)
            .with(SESSION, Digests.ofIdentifier(config.issuer(), session.sid()));
    sessions.insert(session, event);
    return view(subject, session, token);
  }

  /**
   * Goes on with a session: replaces its present refresh token, unless 20 were replaced in the last
   * 10 s, which only a program in a loop does; then it stays as it is.
   *
   * @return the tokens; null if another refresh replaced the present one meanwhile
   * @throws RuntimeException if the database is away
   */
  @Nullable TokenView replace(TokenSubject subject, FoundSession found, RefreshToken present) {
    StoredSession before = found.session();
    if (before.replaced().workingAt(found.now()).isFull()) {
      return view(subject, before, present);
    }
    String salt = RefreshToken.newSalt(random);
    Instant until = expiry(before.loggedIn(), found.now());
    StoredSession after = before.replacing(present, salt, found.now(), until, subject.cut());
    return sessions.replace(before, after) ? view(subject, after, present.successor(salt)) : null;
  }

  /** Returns an access token beside the present refresh token, which is not replaced. */
  TokenView view(TokenSubject subject, StoredSession session, RefreshToken present) {
    String access =
        new TokenIssuer(config, keys, clock, random)
            .issue(subject.person(), subject.cut(), session.sid(), session.loggedIn());
    return new TokenView(access, present.text(), "Bearer", config.lifetime().toSeconds());
  }

  /** Returns the end of a refresh token: that of disuse or of the session, which comes first. */
  private Instant expiry(Instant loggedIn, Instant now) {
    Instant unused = now.plus(config.sessions().idle());
    Instant longest = loggedIn.plus(config.sessions().longest());
    return unused.isBefore(longest) ? unused : longest;
  }
}
