package dev.homeroom.database;

import java.sql.SQLException;

/** What the error codes of the databases mean. */
final class SqlErrors {
  private SqlErrors() {}

  /** A row is locked by another transaction: PostgreSQL 55P03, H2 50200 and HYT00. */
  static boolean isLocked(SQLException e) {
    String state = String.valueOf(e.getSQLState());
    return state.equals("55P03") || state.equals("HYT00") || e.getErrorCode() == 50200;
  }

  /**
   * The connection is gone: class 08, or ended by PostgreSQL's operator or crash (57P01 to 57P05).
   */
  static boolean isConnectionLost(SQLException e) {
    String state = String.valueOf(e.getSQLState());
    return state.startsWith("08") || state.startsWith("57P");
  }

  /** The row is there already: 23505 on both. */
  static boolean isUniqueViolation(SQLException e) {
    return "23505".equals(e.getSQLState());
  }
}
