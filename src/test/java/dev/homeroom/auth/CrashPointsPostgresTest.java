package dev.homeroom.auth;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.homeroom.auth.ToldPerson.Act;
import dev.homeroom.database.DatabaseKind;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a server that dies leaves in PostgreSQL, and that mistakes are found. */
class CrashPointsPostgresTest extends CrashPointsContract {
  @Override
  DatabaseKind kind() {
    return DatabaseKind.POSTGRESQL;
  }

  @ParameterizedTest
  @MethodSource("mistakes")
  void plantedMistake_isFound(Act act, Class<?> right, Class<?> wrong, String found) {
    assertThatThrownBy(() -> sweep(act, Map.of(right, wrong)))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining(found);
  }

  static List<Arguments> mistakes() {
    return List.of(
        arguments(Act.LOGIN, Sessions.class, CrashMistakes.AnsweredFirst.class, "refresh token"),
        arguments(Act.REFRESH, Sessions.class, CrashMistakes.AnsweredFirst.class, "was replaced"),
        arguments(Act.REFRESH, Sessions.class, CrashMistakes.SuccessorLater.class, "the successor"),
        arguments(
            Act.LOGOUT,
            Revocations.class,
            CrashMistakes.SessionFirst.class,
            "access tokens, the refresh token being refused"),
        arguments(
            Act.PAGE_LOGOUT,
            Revocations.class,
            CrashMistakes.SessionLater.class,
            "access tokens, the refresh token being good"),
        arguments(
            Act.CHANGE,
            PasswordWrites.class,
            CrashMistakes.WithoutTransaction.class,
            "access tokens"),
        arguments(
            Act.REDEEM, PasswordWrites.class, CrashMistakes.WithoutTransaction.class, "codes"));
  }

  @Test
  void newSessionThatStandsBeforeTheOldOneHasEnded_isFound() {
    crowded = true;
    assertThatThrownBy(
            () -> sweep(Act.LOGIN, Map.of(Sessions.class, CrashMistakes.InsertedFirst.class)))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("sessions");
  }
}
