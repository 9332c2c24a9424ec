package dev.homeroom.database;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * The position in the database's order of commits up to which the polled tables have been read.
 *
 * @param incarnation another one after a restart, a failover or a restore; two do not compare
 * @param order rises with time; a smaller one than before means that the database went back
 * @param text in the database's own words
 */
record PollPosition(String incarnation, long order, String text) {
  /** Reads the current position. The caller must read it before the rows that it covers. */
  static PollPosition of(Connection connection, DatabaseKind kind) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(kind.positionSql())) {
      row.next();
      return new PollPosition(row.getString(1), row.getLong(2), row.getString(3));
    }
  }

  /** Returns whether the rows that changed since an earlier position can be selected. */
  boolean follows(PollPosition earlier) {
    return incarnation.equals(earlier.incarnation) && order >= earlier.order;
  }
}
