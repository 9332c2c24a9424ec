package dev.homeroom.auth;

import dev.homeroom.access.AccessRecord;
import dev.homeroom.access.AccessRecords;
import dev.homeroom.auth.CheckCounter.CheckBasis;
import dev.homeroom.auth.CheckCounter.CheckResult;
import dev.homeroom.auth.VerifiedTokens.VerifiedToken;
import dev.homeroom.cache.KnownGenerations;
import dev.homeroom.cache.Stamps;
import dev.homeroom.cache.Tag;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Judges tokens: the signature once, and at each use the time, key, revocation, cut-offs and the
 * person's state. All of it is in memory; the check waits for a late poll, and a token that cannot
 * be judged is not accepted. Fails closed.
 *
 * <p>If Redis is down: nothing changes.
 */
final class TokenCheck {
  /** The objects that the check reads. */
  record Knowledge(
      KeyPairs keys,
      RevocationSet revocations,
      KnownGenerations generations,
      AccessRecords records,
      CheckCounter counter) {}

  private final Knowledge known;
  private final AuthConfig config;
  private final Clock clock;
  private final TokenReader reader;
  private final VerifiedTokens verified;

  TokenCheck(Knowledge known, AuthConfig config, Clock clock, VerifiedTokens verified) {
    this.known = known;
    this.config = config;
    this.clock = clock;
    this.reader = new TokenReader(config, known.keys());
    this.verified = verified;
  }

  /**
   * Judges a token.
   *
   * @throws RuntimeException if the person's access record cannot be loaded: nothing may be assumed
   */
  TokenVerdict judge(String token) {
    VerifiedToken candidate;
    try {
      candidate = verified(token);
    } catch (TokenRefusedException e) {
      return new TokenVerdict.RefusedToken();
    }
    TokenClaims claims = candidate.claims();
    if (!claims.isLiveAt(clock.instant().getEpochSecond())
        || known.keys().verifying(claims.kid()) == null) {
      return new TokenVerdict.RefusedToken();
    }
    CheckBasis basis = basis();
    if (!isTellable(basis)) {
      return counted(CheckResult.UNKNOWN, basis, claims);
    }
    if (isRevoked(claims)) {
      return counted(CheckResult.REVOKED, basis, claims);
    }
    boolean isCurrent = candidate.cut().areCurrent();
    return counted(isCurrent ? CheckResult.LIVE : compared(claims.cut()), basis, claims);
  }

  private boolean isRevoked(TokenClaims claims) {
    TokenClaims.Session session = claims.session();
    return known.revocations().contains(claims.digest())
        || (session != null && known.revocations().contains(session.digest()));
  }

  private VerifiedToken verified(String token) throws TokenRefusedException {
    if (token.length() > TokenReader.MAX_LENGTH) {
      throw new TokenRefusedException("form");
    }
    ByteBuffer digest = Digests.ofText(token);
    VerifiedToken found = verified.find(digest);
    if (found != null) {
      return found;
    }
    TokenClaims claims = reader.read(token);
    VerifiedToken fresh = new VerifiedToken(claims, known.generations().bound(claims.cut()));
    if (claims.isLiveAt(clock.instant().getEpochSecond())) {
      verified.keep(digest, fresh);
    }
    return fresh;
  }

  private CheckBasis basis() {
    KnownGenerations generations = known.generations();
    if (generations.isRecent()) {
      return CheckBasis.LOCAL;
    }
    // The running poll ends, or fails so that the database counts as away, within half a second.
    return generations.awaitRecentOrAway() ? CheckBasis.AWAITED : CheckBasis.LAST_KNOWN;
  }

  private boolean isTellable(CheckBasis basis) {
    return known.revocations().isLoaded()
        && (basis != CheckBasis.LAST_KNOWN
            || (known.generations().databaseAway()
                && !DenyWhenAway.isOn(config, known.revocations(), known.generations())));
  }

  /** Counts a result, and returns the verdict that it means. */
  private TokenVerdict counted(CheckResult result, CheckBasis basis, TokenClaims claims) {
    TokenVerdict verdict =
        switch (result) {
          case LIVE -> ofPerson(claims);
          case UNKNOWN -> new TokenVerdict.UndecidedToken();
          case REVOKED, CUT_OFF -> new TokenVerdict.RefusedToken();
        };
    known.counter().count(result, basis);
    return verdict;
  }

  private TokenVerdict ofPerson(TokenClaims claims) {
    TokenClaims.Session session = claims.session();
    long loggedIn = session == null ? 0 : session.loggedInSeconds();
    return known
        .records()
        .find(claims.subject())
        .filter(AccessRecord::active)
        .<TokenVerdict>map(record -> new TokenVerdict.AcceptedToken(record, loggedIn))
        .orElseGet(TokenVerdict.RefusedToken::new);
  }

  /** Compares numbers; a poll that begins now settles a doubt, and a number greater than known. */
  private CheckResult compared(Map<String, Long> cut) {
    List<Tag> tags = cut.keySet().stream().map(Tag::new).toList();
    KnownGenerations generations = known.generations();
    CheckResult first = compare(cut, generations.stampsOf(tags), true);
    if (first != CheckResult.UNKNOWN || generations.databaseAway()) {
      return first;
    }
    List<Tag> behind = new ArrayList<>();
    Stamps now = generations.stampsOf(tags);
    for (int i = 0; i < now.size(); i++) {
      if (now.generation(i) < cut.getOrDefault(now.tag(i), 0L)) {
        behind.add(new Tag(now.tag(i)));
      }
    }
    generations.doubt(behind, false);
    return generations.awaitSettled(tags)
        ? compare(cut, generations.stampsOf(tags), false)
        : CheckResult.UNKNOWN;
  }

  /** Compares once; a number in doubt, or one greater than known if it may be new, is undecided. */
  private static CheckResult compare(Map<String, Long> cut, Stamps now, boolean mayBeBehind) {
    CheckResult result = CheckResult.LIVE;
    for (int i = 0; i < now.size(); i++) {
      long ours = now.generation(i);
      long theirs = cut.getOrDefault(now.tag(i), Stamps.UNKNOWN);
      if (ours == Stamps.UNKNOWN || (mayBeBehind && theirs > ours)) {
        result = CheckResult.UNKNOWN;
      } else if (theirs != ours) {
        return CheckResult.CUT_OFF;
      }
    }
    return result;
  }
}
