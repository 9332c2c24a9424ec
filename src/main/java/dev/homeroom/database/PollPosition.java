package dev.homeroom.database;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * How far the polled tables have been read: whatever was committed by then, in the order of the
 * database itself.
 *
 * @param incarnation another one after a restart, a failover and a restore into a new database:
 *     positions of two incarnations do not compare
 * @param order rises with time; a smaller one than before means that the database went back
 * @param text in the database's own words
 */
record PollPosition(String incarnation, long order, String text) {
  /** Reads the present one: to be asked for before what it is to cover is read. */
  static PollPosition of(Connection connection, DatabaseKind kind) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(kind.positionSql())) {
      row.next();
      return new PollPosition(row.getString(1), row.getLong(2), row.getString(3));
    }
  }

  /** Returns whether what changed between an earlier position and this one can be told. */
  boolean follows(PollPosition earlier) {
    return incarnation.equals(earlier.incarnation) && order >= earlier.order;
  }
}
