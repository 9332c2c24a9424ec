package dev.homeroom.database;

import java.sql.SQLException;

/** Classifies the error codes of the databases. */
public final class SqlErrors {
  private static final int MARIADB_DUPLICATE = 1062;

  private SqlErrors() {}

  /** Returns whether the connection is gone: class 08; PostgreSQL 57P01 to 57P05 (shut down). */
  static boolean isConnectionLost(SQLException e) {
    String state = String.valueOf(e.getSQLState());
    return state.startsWith("08") || state.startsWith("57P");
  }

  /** Returns whether the row exists already: 23505 on H2 and PostgreSQL, 1062 on MariaDB. */
  public static boolean isUniqueViolation(SQLException e) {
    return "23505".equals(e.getSQLState()) || e.getErrorCode() == MARIADB_DUPLICATE;
  }
}
