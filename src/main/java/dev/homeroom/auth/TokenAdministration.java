package dev.homeroom.auth;

import dev.homeroom.access.AccessRecord;
import dev.homeroom.audit.Actor;
import dev.homeroom.audit.AuditEvent;
import dev.homeroom.http.ErrorCode;
import dev.homeroom.http.ProblemException;
import dev.homeroom.time.Ticker;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;

/**
 * Judges and revokes tokens at the request of administrators: super administrators those of
 * everybody, school administrators those of their school's people. A token out of reach looks like
 * an unknown one.
 *
 * <p>If Redis is down: nothing changes.
 */
@ApplicationScoped
class TokenAdministration {
  @Inject CallerFinder finder;
  @Inject AuthConfig config;
  @Inject AdministeredTokens tokens;
  @Inject TokenSubjects subjects;
  @Inject Revocations revocations;
  @Inject SessionEnd end;
  @Inject PastTokens past;
  @Inject Ticker ticker;

  /**
   * Revokes an access or refresh token with its session, also one whose key is not valid any more;
   * does nothing with a token that is unknown or out of reach.
   *
   * @throws ProblemException FORBIDDEN unless the caller is an administrator; DATABASE_AWAY or
   *     OVERLOADED if it is not known to be committed
   */
  void revoke(Actor by, String token) {
    AccessRecord caller = by.record();
    AdministeredTokens.requireAdministrator(caller);
    TokenClaims claims = tokens.claims(token);
    if (claims != null && tokens.reaches(caller, claims.subject())) {
      // An administrator of a school reaches its people alone, whatever the token says.
      String school = caller.reachesAll() ? claims.school() : caller.schoolId();
      AuditEvent event = SessionEnd.revoked(by, claims.digest(), claims.subject(), school);
      revocations.revoke(end.revocation(claims, event));
    }
    tokens
        .session(token)
        .or(() -> past.session(token))
        .filter(found -> tokens.reaches(caller, found.session().personId()))
        .ifPresent(found -> end.revoked(found, by));
  }

  /**
   * Tells of a token whether it would be accepted now.
   *
   * @throws ProblemException FORBIDDEN unless the caller is an administrator; DATABASE_AWAY if the
   *     token cannot be judged
   */
  IntrospectionView introspect(AccessRecord caller, String token) {
    AdministeredTokens.requireAdministrator(caller);
    TokenClaims claims = tokens.claims(token);
    return claims == null ? ofRefreshToken(caller, token) : ofAccessToken(caller, token, claims);
  }

  private IntrospectionView ofAccessToken(AccessRecord caller, String token, TokenClaims claims) {
    TokenVerdict verdict = finder.find(List.of("Bearer " + token));
    if (verdict instanceof TokenVerdict.UndecidedToken) {
      throw new ProblemException(ErrorCode.DATABASE_AWAY, "The token cannot be judged now.");
    }
    if (!(verdict instanceof TokenVerdict.AcceptedToken accepted)
        || !tokens.reaches(caller, claims.subject())) {
      return IntrospectionView.INACTIVE;
    }
    TokenClaims.Session session = claims.session();
    return new IntrospectionView(
        true,
        "Bearer",
        claims.subject(),
        accepted.record().roles().stream().sorted().toList(),
        config.issuer(),
        config.audience(),
        claims.issuedSeconds(),
        claims.expiresSeconds(),
        session == null ? null : session.sid());
  }

  private IntrospectionView ofRefreshToken(AccessRecord caller, String token) {
    FoundSession found = tokens.session(token).orElse(null);
    RefreshToken given = RefreshToken.parse(token).orElse(null);
    if (found == null || given == null || !isAccepted(found, given)) {
      return IntrospectionView.INACTIVE;
    }
    StoredSession session = found.session();
    if (!tokens.reaches(caller, session.personId())) {
      return IntrospectionView.INACTIVE;
    }
    return new IntrospectionView(
        true,
        "refresh_token",
        session.personId(),
        null,
        config.issuer(),
        null,
        null,
        session.expires().getEpochSecond(),
        session.sid());
  }

  private boolean isAccepted(FoundSession found, RefreshToken given) {
    StoredSession session = found.session();
    return session.isLiveAt(found.now())
        && session.presentFor(given, found.now()).isPresent()
        && subjects
            .find(session.personId(), session.cut().tags(), new LoginDeadline(ticker))
            .filter(now -> session.cut().isCurrent(now.numbers()))
            .isPresent();
  }
}
