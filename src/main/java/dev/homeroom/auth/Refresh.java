package dev.homeroom.auth;

import dev.homeroom.audit.RequestOrigin;
import dev.homeroom.auth.TokenSubjects.TokenSubject;
import dev.homeroom.http.ErrorCode;
import dev.homeroom.http.ProblemException;
import dev.homeroom.time.Ticker;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Goes on with a session by its refresh token, which is replaced each time. The token replaced last
 * works for ten more seconds and is answered by the present one, so that two tabs, or a caller
 * whose answer was lost, go on together. One that is used later shows that the token has two
 * holders, one of them a stranger: the session ends, with all its tokens.
 *
 * <p>Reads the database only. If Redis is down: nothing changes. If the database is away: no
 * refresh succeeds, and no token is lost by it.
 */
@ApplicationScoped
class Refresh {
  /**
   * One try loses to another refresh, and the next finds the token replaced; the third is spare.
   */
  private static final int MAX_TRIES = 3;

  @Inject Sessions sessions;
  @Inject TokenSubjects subjects;
  @Inject SessionTokens tokens;
  @Inject SessionEnd end;
  @Inject Ticker ticker;

  /**
   * Returns new tokens.
   *
   * @param text the refresh token, as it came
   * @param origin where the request came from
   * @throws ProblemException UNAUTHENTICATED, the same for an unknown, expired, reused or cut-off
   *     token and for a person who is not active; OVERLOADED if it takes too long
   * @throws RuntimeException if the database is away
   */
  TokenView refresh(String text, RequestOrigin origin) {
    RefreshToken given = RefreshToken.parse(text).orElseThrow(Refresh::refused);
    LoginDeadline deadline = new LoginDeadline(ticker);
    for (int i = 0; i < MAX_TRIES; i++) {
      TokenView answer = refreshed(given, origin, deadline);
      if (answer != null) {
        return answer;
      }
    }
    throw new ProblemException(ErrorCode.OVERLOADED, "The session is being changed; try again.");
  }

  /** Returns new tokens; null if another refresh replaced the token meanwhile. */
  private @Nullable TokenView refreshed(
      RefreshToken given, RequestOrigin origin, LoginDeadline deadline) {
    deadline.requireTime();
    FoundSession found = sessions.find(given.session()).orElseThrow(Refresh::refused);
    StoredSession session = found.session();
    if (!session.isLiveAt(found.now())) {
      throw refused();
    }
    Optional<RefreshToken> present = session.presentFor(given, found.now());
    if (present.isEmpty()) {
      end.reused(found, origin);
      throw refused();
    }
    TokenSubject subject =
        subjects
            .find(session.personId(), session.cut().tags(), deadline)
            .filter(now -> session.cut().isCurrent(now.numbers()))
            .orElseThrow(Refresh::refused);
    deadline.requireTime();
    return session.isPresent(given)
        ? tokens.replace(subject, found, given)
        : tokens.view(subject, session, present.get());
  }

  private static ProblemException refused() {
    return new ProblemException(ErrorCode.UNAUTHENTICATED, "The refresh token is not accepted.");
  }
}
