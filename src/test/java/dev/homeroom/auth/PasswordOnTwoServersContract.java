package dev.homeroom.auth;

import static dev.homeroom.auth.PasswordFixture.ANN;
import static dev.homeroom.auth.PasswordFixture.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.homeroom.access.AccessRecord;
import dev.homeroom.database.DatabaseKind;
import dev.homeroom.database.TestInstance;
import dev.homeroom.http.ErrorCode;
import dev.homeroom.http.ProblemException;
import dev.homeroom.testkit.ManualTime;
import dev.homeroom.testkit.TestRecords;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A password change on one of two servers, whose clocks are apart: no time is compared. */
abstract class PasswordOnTwoServersContract {
  private static final String USER = "fixture.ann";
  private static final String OTHER = "nine herons leave the lake";
  private static final AccessRecord RECORD =
      TestRecords.of(
          ANN, "Ann", "900011", Set.of(), Set.of(), true, null, Set.of(), Set.of(), Set.of());

  private PasswordFixture fixture;
  private List<Judge> both = List.of();

  abstract DatabaseKind kind();

  /** What judges the tokens of a server with a clock of its own, and what refreshes them. */
  private final class Judge {
    private final TestInstance instance;
    private final TokenCheck check;
    private final SessionServer sessions;

    Judge(ManualTime time) {
      instance = new TestInstance(fixture.pool, kind(), time);
      RevocationSet revocations = new RevocationSet(time, time::nanos);
      revocations.readAt(time.nanos());
      TokenCheck.Knowledge known =
          new TokenCheck.Knowledge(
              Tokens.KEYS,
              revocations,
              instance.known(),
              id -> Optional.of(RECORD),
              (result, basis) -> {});
      check = new TokenCheck(known, Tokens.CONFIG, time, new VerifiedTokens(10));
      sessions = new SessionServer(fixture.pool, kind(), time);
    }

    boolean accepts(TokenView tokens) {
      return check.judge(tokens.accessToken()) instanceof TokenVerdict.AcceptedToken;
    }

    boolean refuses(TokenView tokens) {
      return check.judge(tokens.accessToken()) instanceof TokenVerdict.RefusedToken;
    }
  }

  private void start(int secondsApart) {
    fixture = new PasswordFixture(kind());
    ManualTime apart = ManualTime.standing();
    apart.passOnTheWall(
        Duration.between(apart.instant(), fixture.time.instant()).plusSeconds(secondsApart));
    both = List.of(new Judge(fixture.time), new Judge(apart));
  }

  @AfterEach
  void close() {
    both.forEach(judge -> judge.instance.close());
    fixture.close();
  }

  @ParameterizedTest
  @ValueSource(ints = {-20, 20})
  void change_refusesTokensOfBefore_andAcceptsNewOnesAtOnce_onBoth(int secondsApart) {
    start(secondsApart);
    Judge other = both.get(1);
    List<TokenView> old =
        List.of(
            fixture.redeem(USER, fixture.invite(ANN), PASSWORD),
            fixture.login(USER, PASSWORD),
            other.sessions.login(ANN));
    assertThat(both).allMatch(judge -> old.stream().allMatch(judge::accepts));

    TokenView changed = fixture.change(ANN, PASSWORD, OTHER);

    // Nobody has polled since: who is behind reads the row before it judges.
    assertThat(both).allMatch(judge -> judge.accepts(changed));
    assertThat(both).allMatch(judge -> judge.accepts(fixture.login(USER, OTHER)));
    assertThat(both).allMatch(judge -> judge.accepts(other.sessions.login(ANN)));
    assertThat(both).allMatch(judge -> old.stream().allMatch(judge::refuses));
    for (TokenView each : old) {
      ProblemException refusal =
          catchThrowableOfType(
              ProblemException.class,
              () -> other.sessions.refresh.refresh(each.refreshToken(), SessionServer.HERE));
      assertThat(refusal.code()).isEqualTo(ErrorCode.UNAUTHENTICATED);
    }
    TokenView next = other.sessions.refresh.refresh(changed.refreshToken(), SessionServer.HERE);
    assertThat(both).allMatch(judge -> judge.accepts(next));
  }

  /** As every server does within half a second, also if no new token is shown to it. */
  @ParameterizedTest
  @ValueSource(ints = {-20, 20})
  void change_isKnownAfterAPoll_onBoth(int secondsApart) {
    start(secondsApart);
    TokenView old = fixture.redeem(USER, fixture.invite(ANN), PASSWORD);
    both.forEach(judge -> judge.instance.poll());
    assertThat(both).allMatch(judge -> judge.accepts(old));

    fixture.change(ANN, PASSWORD, OTHER);
    both.forEach(judge -> judge.instance.poll());

    assertThat(both).allMatch(judge -> judge.refuses(old));
  }
}
