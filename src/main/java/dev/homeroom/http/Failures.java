package dev.homeroom.http;

import dev.homeroom.cache.InvalidKeyException;
import dev.homeroom.cache.LoadRejectedException;
import dev.homeroom.cache.LoadTimeoutException;
import dev.homeroom.cache.LoadsSuspendedException;
import jakarta.persistence.OptimisticLockException;
import jakarta.validation.ConstraintViolationException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientConnectionException;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Maps exceptions to the problem that the caller is told. Only this class does so. */
public final class Failures {
  private static final int MAX_CAUSES = 20;

  private Failures() {}

  /**
   * Returns the problem of a failure, or of its first cause that is a known one; {@link
   * ErrorCode#INTERNAL} for an unexpected failure, which must be logged.
   */
  public static Problem problem(Throwable failure) {
    return Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
        .limit(MAX_CAUSES)
        .flatMap(cause -> Stream.ofNullable(known(cause)))
        .findFirst()
        .orElseGet(Failures::internal);
  }

  /** Returns whether somebody else changed the row meanwhile, as the database found. */
  static boolean isCollision(Throwable failure) {
    return Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
        .limit(MAX_CAUSES)
        .anyMatch(OptimisticLockException.class::isInstance);
  }

  /** Returns the problem of a status; {@link ErrorCode#INTERNAL} for 5xx. */
  static Problem ofStatusOrInternal(int status) {
    Problem problem = ofStatus(status);
    return problem == null ? internal() : problem;
  }

  private static Problem internal() {
    return Problem.of(ErrorCode.INTERNAL, "An unexpected error occurred.");
  }

  private static @Nullable Problem known(Throwable failure) {
    if (failure instanceof ProblemException problem) {
      String detail = String.valueOf(problem.getMessage());
      return new Problem(problem.code(), detail, problem.errors(), problem.retrySeconds());
    }
    if (failure instanceof ConstraintViolationException violated) {
      return Violations.problem(violated);
    }
    if (failure instanceof LoadTimeoutException || failure instanceof LoadRejectedException) {
      return Problem.of(ErrorCode.OVERLOADED, "More is asked than can be loaded in time.");
    }
    if (failure instanceof LoadsSuspendedException) {
      return databaseAway();
    }
    if (failure instanceof InvalidKeyException) {
      return Problem.of(ErrorCode.INVALID_INPUT, "An id or a filter is too long.");
    }
    if (failure instanceof OptimisticLockException) {
      return Problem.of(ErrorCode.STALE_VERSION, "It has been changed meanwhile.");
    }
    if (failure instanceof WebApplicationException web) {
      return ofStatus(web.getResponse().getStatus());
    }
    if (isPoolWait(failure)) {
      return Problem.of(ErrorCode.OVERLOADED, "All database connections are in use.");
    }
    return failure instanceof SQLException sql ? ofDatabase(sql) : null;
  }

  /** Returns the problem of a status that the container set; null for 500 and unknown ones. */
  private static @Nullable Problem ofStatus(int status) {
    if (status == Response.Status.INTERNAL_SERVER_ERROR.getStatusCode()) {
      return null;
    }
    for (ErrorCode code : ErrorCode.values()) {
      if (code.status() == status) {
        return Problem.of(code, detail(code));
      }
    }
    return status >= 400 && status < 500
        ? Problem.of(ErrorCode.INVALID_INPUT, detail(ErrorCode.INVALID_INPUT))
        : null;
  }

  private static String detail(ErrorCode code) {
    return switch (code) {
      case INVALID_INPUT -> "The request cannot be understood.";
      case UNAUTHENTICATED -> "A valid access token is needed.";
      case FORBIDDEN -> "You may not see or change this.";
      case NOT_FOUND -> "There is nothing at this path.";
      case METHOD_NOT_ALLOWED ->
          "The path does not allow this method; Allow names those that it does.";
      case NOT_ACCEPTABLE -> "No type that Accept names is available.";
      case UNSUPPORTED_MEDIA_TYPE -> "The body's Content-Type is not supported here.";
      case TOO_LARGE -> "The body is too large.";
      default -> code.title() + ".";
    };
  }

  private static @Nullable Problem ofDatabase(SQLException sql) {
    String state = String.valueOf(sql.getSQLState());
    if (isTooLate(state, sql.getErrorCode())) {
      return Problem.of(
          ErrorCode.OVERLOADED,
          "The data is being changed by others, or the database is slow at the moment; try again.");
    }
    return isAway(sql, state) ? databaseAway() : null;
  }

  /**
   * Returns whether a statement waited or took too long. Lock wait over, deadlock or serialisation
   * failure: PostgreSQL 55P03, 40P01, 40001 (appendix A of its manual); H2 50200 (HYT00). A
   * statement or a transaction that took too long: 57014 on both; PostgreSQL 25P03, 25P04. MariaDB:
   * 1205 (lock wait), 1213 (deadlock), 1020 (the row has changed), 1317 (cancelled), 1969 (too
   * long).
   */
  private static boolean isTooLate(String state, int code) {
    return switch (state) {
      case "55P03", "40P01", "40001", "HYT00", "57014", "25P03", "25P04" -> true;
      default ->
          switch (code) {
            case 50200, 1205, 1213, 1020, 1317, 1969 -> true;
            default -> false;
          };
    };
  }

  /**
   * Returns whether there is no connection to the database: class 08 of SQL's states; PostgreSQL
   * 57P01 to 57P05 (shut down, crash, starting) and 53300 (too many connections); H2 90067, 90098,
   * 90121 (broken, closed, closed by shutdown); MariaDB 1203 and 1226 (too many connections of this
   * user), 1290 and 1836 (read-only).
   */
  private static boolean isAway(SQLException sql, String state) {
    return sql instanceof SQLTransientConnectionException
        || sql instanceof SQLNonTransientConnectionException
        || sql instanceof SQLRecoverableException
        || state.startsWith("08")
        || state.startsWith("57P")
        || state.equals("53300")
        // Read-only: a standby, or a primary that is set so.
        || state.equals("25006")
        || switch (sql.getErrorCode()) {
          case 90067, 90098, 90121, 1203, 1226, 1290, 1836 -> true;
          default -> false;
        };
  }

  /** Returns whether the wait for the pool ended; applications cannot import the exceptions. */
  private static boolean isPoolWait(Throwable failure) {
    return failure.getClass().getSimpleName().equals("ConnectionWaitTimeoutException");
  }

  private static Problem databaseAway() {
    return Problem.of(ErrorCode.DATABASE_AWAY, "The database cannot be reached at the moment.");
  }
}
