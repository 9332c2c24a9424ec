package dev.homeroom.auth;

import static dev.homeroom.auth.ToldPerson.last;
import static org.assertj.core.api.Assertions.assertThat;

import dev.homeroom.auth.ToldPerson.Act;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What holds of a person once a server has died, as another server sees it: what was answered is
 * there; what was asked for without an answer is wholly there or not at all; and the second request
 * for it succeeds.
 */
final class AfterCrash {
  /** However long this machine takes, a token that was replaced meanwhile still works. */
  private static final Duration YOUNGER = Duration.ofHours(-1);

  private static final Duration MUCH_OLDER = Duration.ofDays(1);
  private static final String THIRD = "five otters cross the ford";

  private final ToldPerson told;
  private final AuthWitness at;

  AfterCrash(ToldPerson told, AuthWitness at) {
    this.told = told;
    this.at = at;
  }

  void require() {
    at.look();
    at.requireRecords(told.id);
    Act asked = told.asked;
    boolean replaced = asked != null && asked.setsPassword() && logsIn(told.next);
    assertThat(logsIn(told.password)).as("the old password").isEqualTo(!replaced);
    boolean isOfOne = asked == Act.REFRESH || (asked != null && asked.endsSession());
    told.sessions.stream().skip(isOfOne ? 1 : 0).forEach(session -> goesOn(session, !replaced));
    told.ended.forEach(session -> goesOn(session, false));
    if (asked == Act.REFRESH) {
      refreshed(told.sessions.get(0));
    } else if (isOfOne) {
      wentOnOrEnded(told.sessions.get(0));
    } else if (asked != null && asked.setsPassword()) {
      passwordSet(replaced);
    }
  }

  private boolean logsIn(String password) {
    return at.login(told.username, password).isPresent();
  }

  /** All tokens of a session are accepted, or none is. */
  private void goesOn(List<TokenView> session, boolean goesOn) {
    assertThat(session).as("access tokens").allMatch(tokens -> at.accepts(tokens) == goesOn);
    if (goesOn && session.size() > 1) {
      at.pass(last(session), YOUNGER);
      Optional<TokenView> present = at.refresh(session.get(session.size() - 2));
      assertThat(present.map(TokenView::refreshToken))
          .as("the answer to a token that was replaced")
          .contains(last(session).refreshToken());
    }
    assertThat(at.refresh(last(session)).isPresent()).as("refresh token").isEqualTo(goesOn);
  }

  /** The token that was given goes on, replaced or not, and is refused later. */
  private void refreshed(List<TokenView> session) {
    TokenView given = last(session);
    assertThat(session).as("access tokens").allMatch(at::accepts);
    at.pass(given, YOUNGER);
    Optional<TokenView> successor = at.refresh(given);
    assertThat(successor.map(TokenView::refreshToken))
        .as("the successor of the token that was given")
        .isPresent()
        .isNotEqualTo(Optional.of(given.refreshToken()));
    at.pass(given, YOUNGER);
    assertThat(at.refresh(given).map(TokenView::refreshToken))
        .as("the same, asked again")
        .isEqualTo(successor.map(TokenView::refreshToken));
    assertThat(at.refresh(successor.orElseThrow())).as("and it goes on").isPresent();
    at.pass(given, MUCH_OLDER);
    assertThat(at.refresh(given)).as("the replaced one, later").isEmpty();
  }

  private void wentOnOrEnded(List<TokenView> session) {
    boolean goesOn = at.refresh(last(session)).isPresent();
    assertThat(session)
        .as("access tokens, the refresh token being %s", goesOn ? "good" : "refused")
        .allMatch(tokens -> at.accepts(tokens) == goesOn);
    told.answerOf(at.server);
    at.look();
    goesOn(session, false);
  }

  private void passwordSet(boolean replaced) {
    boolean hadCode = told.code != null;
    assertThat(at.codes(told.id)).as("codes").isEqualTo(hadCode && !replaced ? 1 : 0);
    if (!replaced) {
      TokenView tokens = told.answerOf(at.server);
      at.look();
      assertThat(at.accepts(tokens)).as("the tokens of the second try").isTrue();
      assertThat(logsIn(told.next)).as("the new password").isTrue();
      assertThat(logsIn(told.password)).as("the old password, later").isFalse();
      told.sessions.forEach(session -> goesOn(session, false));
    }
    if (hadCode) {
      assertThat(at.redeem(told.username, told.code, THIRD)).as("a code of before").isEmpty();
    }
  }
}
