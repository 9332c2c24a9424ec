package dev.homeroom.sql;

import java.sql.SQLException;
import java.util.Objects;
import java.util.stream.Stream;

/** Tells a row whose key another row has already from other failures of the database. */
public final class UniqueViolation {
  /** SQL's state of it, on PostgreSQL and on H2. */
  private static final String STATE = "23505";

  /** MariaDB has one state for all broken constraints. */
  private static final int MARIADB_CODE = 1062;

  private static final int MAX_CAUSES = 20;

  private UniqueViolation() {}

  /** Returns whether a failure is a unique violation. */
  public static boolean isThis(SQLException failure) {
    return STATE.equals(failure.getSQLState()) || failure.getErrorCode() == MARIADB_CODE;
  }

  /** Returns whether a failure, or one of its first 20 causes, is a unique violation. */
  public static boolean isIn(Throwable failure) {
    return Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
        .limit(MAX_CAUSES)
        .anyMatch(cause -> cause instanceof SQLException sql && isThis(sql));
  }
}
