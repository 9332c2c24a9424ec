package dev.homeroom.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.homeroom.cache.LoadRejectedException;
import dev.homeroom.cache.LoadTimeoutException;
import jakarta.persistence.OptimisticLockException;
import jakarta.persistence.PersistenceException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.sql.SQLIntegrityConstraintViolationException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLSyntaxErrorException;
import java.sql.SQLTransactionRollbackException;
import java.sql.SQLTransientConnectionException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What a failure becomes, and what its answer looks like. */
class FailuresTest {
  /** Liberty's pool has one of this name that the application cannot see. */
  private static final class ConnectionWaitTimeoutException extends Exception {
    private static final long serialVersionUID = 1L;
  }

  @ParameterizedTest
  @EnumSource
  void body_everyCode_hasAllMembersOfAProblem(ErrorCode code) {
    Exchange exchange =
        new Exchange(
            "abc",
            0,
            () -> 420_000,
            Clock.fixed(Instant.parse("2026-11-20T10:30:00Z"), ZoneOffset.UTC));

    ProblemBody body = Problem.of(code, "Why.").body(exchange, "/api/x");

    assertThat(new String(Json.bytes(body), StandardCharsets.UTF_8))
        .isEqualTo(
            ("{\"type\":\"urn:homeroom:problem:%s\",\"title\":\"%s\",\"status\":%d,"
                    + "\"detail\":\"Why.\",\"instance\":\"/api/x\",\"code\":\"%s\",\"error\":\"%s\","
                    + "\"correlation_id\":\"abc\",\"duration_ms\":0.42,"
                    + "\"timestamp\":\"2026-11-20T10:30:00.000Z\",\"errors\":[]}")
                .formatted(
                    code.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-'),
                    code.title(),
                    code.status(),
                    code.name(),
                    code.title()));
  }

  @ParameterizedTest
  @MethodSource("failures")
  void problem_ofAFailure_isSorted(Throwable failure, ErrorCode expected) {
    Problem problem = Failures.problem(failure);

    assertThat(problem.code()).isEqualTo(expected);
    assertThat(problem.detail()).doesNotContain("secret", "SQL", "Exception", "db.internal");
  }

  static Stream<Arguments> failures() {
    return Stream.of(
        Arguments.of(new IllegalStateException("secret"), ErrorCode.INTERNAL),
        Arguments.of(new OutOfMemoryError("secret"), ErrorCode.INTERNAL),
        Arguments.of(ProblemException.forbidden(), ErrorCode.FORBIDDEN),
        Arguments.of(new RuntimeException(ProblemException.forbidden()), ErrorCode.FORBIDDEN),
        Arguments.of(new LoadTimeoutException("secret"), ErrorCode.OVERLOADED),
        Arguments.of(new LoadRejectedException("secret"), ErrorCode.OVERLOADED),
        Arguments.of(new OptimisticLockException("secret"), ErrorCode.STALE_VERSION),
        Arguments.of(sql("08001"), ErrorCode.DATABASE_AWAY),
        Arguments.of(sql("08006"), ErrorCode.DATABASE_AWAY),
        Arguments.of(sql("57P01"), ErrorCode.DATABASE_AWAY),
        Arguments.of(sql("53300"), ErrorCode.DATABASE_AWAY),
        Arguments.of(new SQLException("secret", "90098", 90098), ErrorCode.DATABASE_AWAY),
        Arguments.of(new SQLTransientConnectionException("secret"), ErrorCode.DATABASE_AWAY),
        Arguments.of(new SQLRecoverableException("secret"), ErrorCode.DATABASE_AWAY),
        Arguments.of(
            new PersistenceException(new RuntimeException(sql("08006"))), ErrorCode.DATABASE_AWAY),
        Arguments.of(
            new SQLException("secret", new ConnectionWaitTimeoutException()), ErrorCode.OVERLOADED),
        Arguments.of(sql("55P03"), ErrorCode.OVERLOADED),
        Arguments.of(new SQLException("secret", "HYT00", 50200), ErrorCode.OVERLOADED),
        // As MariaDB's driver makes them of the server's: lock wait, dead-lock, a statement too
        // long.
        Arguments.of(new SQLException("secret", "HY000", 1205), ErrorCode.OVERLOADED),
        Arguments.of(
            new SQLTransactionRollbackException("secret", "40001", 1213), ErrorCode.OVERLOADED),
        Arguments.of(
            new SQLTransientConnectionException("secret", "70100", 1969), ErrorCode.OVERLOADED),
        // Too many connections of all, and of its user; read-only.
        Arguments.of(
            new SQLNonTransientConnectionException("secret", "08004", 1040),
            ErrorCode.DATABASE_AWAY),
        Arguments.of(new SQLSyntaxErrorException("secret", "42000", 1226), ErrorCode.DATABASE_AWAY),
        Arguments.of(new SQLException("secret", "HY000", 1290), ErrorCode.DATABASE_AWAY),
        Arguments.of(
            new SQLIntegrityConstraintViolationException("secret", "23000", 1062),
            ErrorCode.INTERNAL),
        Arguments.of(sql("40P01"), ErrorCode.OVERLOADED),
        Arguments.of(sql("57014"), ErrorCode.OVERLOADED),
        Arguments.of(sql("25P03"), ErrorCode.OVERLOADED),
        Arguments.of(sql("25P04"), ErrorCode.OVERLOADED),
        Arguments.of(sql("23505"), ErrorCode.INTERNAL));
  }

  /** Then the caller did not say which version it saw, and cannot have named a stale one. */
  @Test
  void isCollision_ofTheDatabaseAlone() {
    assertThat(Failures.isCollision(new OptimisticLockException("secret"))).isTrue();
    assertThat(Failures.isCollision(VersionTag.stale())).isFalse();
    assertThat(Failures.isCollision(new RuntimeException(VersionTag.stale()))).isFalse();
  }

  @Test
  void problem_endlessCauses_ends() {
    Exception first = new Exception("a");
    Exception second = new Exception("b", first);
    first.initCause(second);

    assertThat(Failures.problem(first).code()).isEqualTo(ErrorCode.INTERNAL);
  }

  @Test
  void begin_correlationId_isTakenOnlyIfSafe() {
    assertThat(Exchange.begin("aZ0._-").correlationId()).isEqualTo("aZ0._-");
    for (String bad : List.of("", "a b", "a\r\nb", "ä", "a".repeat(65), "<x>", "${x}")) {
      assertThat(Exchange.begin(bad).correlationId()).matches("[0-9a-f]{32}");
    }
    assertThat(Exchange.begin(null).correlationId())
        .isNotEqualTo(Exchange.begin(null).correlationId());
  }

  private static SQLException sql(String state) {
    return new SQLException("secret at db.internal", state);
  }
}
