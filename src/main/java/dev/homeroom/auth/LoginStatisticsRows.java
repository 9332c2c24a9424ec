package dev.homeroom.auth;

import dev.homeroom.auth.LoginStatistics.Counter;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Map;

/**
 * The SQL statements on the table of login counts. Each server writes rows of its own, and always
 * the whole number: once more changes nothing, so that an unknown outcome does no harm.
 */
final class LoginStatisticsRows {
  private LoginStatisticsRows() {}

  /** Writes the numbers of a server. */
  static void write(Connection connection, String instance, Map<Counter, Long> numbers)
      throws SQLException {
    for (Map.Entry<Counter, Long> number : numbers.entrySet()) {
      String update =
          "update login_count set logins = ?"
              + " where on_date = ? and instance = ? and role_name = ? and failed = ?";
      if (run(connection, update, instance, number) == 0) {
        String insert =
            "insert into login_count (logins, on_date, instance, role_name, failed)"
                + " values (?, ?, ?, ?, ?)";
        run(connection, insert, instance, number);
      }
    }
  }

  private static int run(
      Connection connection, String sql, String instance, Map.Entry<Counter, Long> number)
      throws SQLException {
    Counter counter = number.getKey();
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setLong(1, number.getValue());
      statement.setObject(2, counter.date());
      statement.setString(3, instance);
      statement.setString(4, counter.role());
      statement.setBoolean(5, counter.failed());
      return statement.executeUpdate();
    }
  }

  /** Deletes the rows of all servers from before a day. */
  static void deleteBefore(Connection connection, LocalDate first) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement("delete from login_count where on_date < ?")) {
      statement.setObject(1, first);
      statement.executeUpdate();
    }
  }
}
