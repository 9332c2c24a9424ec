package dev.homeroom.testkit;

import dev.homeroom.sql.MariaDbWords;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** Asks a database what is true, past everything of the product; a connection for each question. */
public final class Sql {
  private final Databases.Address database;

  /** Asks this database. */
  public Sql(Databases.Address database) {
    this.database = database;
  }

  /** Opens a connection of its own. */
  public Connection connect() throws SQLException {
    return DriverManager.getConnection(database.url(), database.user(), database.password());
  }

  /** Returns the first column of the first row, which must be there. */
  public String text(String sql, Object... parameters) {
    try (Connection connection = connect()) {
      return text(connection, sql, parameters);
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  /** The same on an open connection. */
  public static String text(Connection connection, String sql, Object... parameters)
      throws SQLException {
    try (PreparedStatement select = prepared(connection, sql, parameters);
        ResultSet row = select.executeQuery()) {
      if (!row.next()) {
        throw new IllegalStateException("no row: " + sql);
      }
      return row.getString(1);
    }
  }

  /** Returns the first column of the first row as a number. */
  public long number(String sql, Object... parameters) {
    return Long.parseLong(text(sql, parameters));
  }

  /** Changes rows and returns how many. */
  public int update(String sql, Object... parameters) {
    try (Connection connection = connect();
        PreparedStatement update = prepared(connection, sql, parameters)) {
      return update.executeUpdate();
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  private static PreparedStatement prepared(Connection connection, String sql, Object... parameters)
      throws SQLException {
    PreparedStatement statement = connection.prepareStatement(MariaDbWords.of(sql, connection));
    for (int i = 0; i < parameters.length; i++) {
      statement.setObject(i + 1, parameters[i]);
    }
    return statement;
  }
}
