package dev.homeroom.testkit;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Waits for the end of the transactions of clients that were killed. */
public final class KilledSessions {
  private KilledSessions() {}

  static boolean isPostgres(Databases.Address database) {
    return database.url().startsWith("jdbc:postgresql");
  }

  /**
   * Returns once the database has ended all sessions of a name. PostgreSQL notices the death of a
   * client with the end of the running statement at the latest; in an H2 it is this thread that
   * ends them.
   */
  public static void awaitEnd(Databases.Address database, String applicationName) {
    if (!isPostgres(database)) {
      return;
    }
    String alive =
        "select count(*) from pg_stat_activity"
            + " where datname = current_database() and application_name = ?";
    try (Connection connection =
            DriverManager.getConnection(database.url(), database.user(), database.password());
        PreparedStatement statement = connection.prepareStatement(alive)) {
      statement.setString(1, applicationName);
      long end = System.nanoTime() + Promised.NEVER.toNanos();
      while (count(statement) > 0) {
        if (System.nanoTime() > end) {
          throw new AssertionError("sessions of the killed are still there");
        }
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static int count(PreparedStatement statement) throws SQLException {
    try (ResultSet row = statement.executeQuery()) {
      row.next();
      return row.getInt(1);
    }
  }
}
