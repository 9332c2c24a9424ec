package dev.homeroom.database;

import dev.homeroom.cache.RunningInstances.RunningInstance;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/**
 * The SQL statements on the table of running servers, on connections of the cache's own, which
 * limit each to 2 s. Moments are the database's, so that no server's clock counts.
 */
final class InstanceRows {
  private static final int MAX_ROWS = 1_000;

  private InstanceRows() {}

  /** Notes that a server runs. */
  static void seen(Connection connection, String id, String version, Instant startedAt)
      throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "update instance set seen_at = current_timestamp(6) where id = ?")) {
      statement.setString(1, id);
      if (statement.executeUpdate() > 0) {
        return;
      }
    }
    try (PreparedStatement statement =
        connection.prepareStatement(
            "insert into instance (id, version, started_at, seen_at)"
                + " values (?, ?, ?, current_timestamp(6))")) {
      statement.setString(1, id);
      statement.setString(2, version);
      statement.setObject(3, startedAt.atOffset(ZoneOffset.UTC));
      statement.executeUpdate();
    }
  }

  /** Deletes the servers that have not been seen for a day. */
  static void deleteOld(Connection connection) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "delete from instance where seen_at < current_timestamp - interval '1' day")) {
      statement.executeUpdate();
    }
  }

  /** Deletes a server that ends. */
  static void delete(Connection connection, String id) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement("delete from instance where id = ?")) {
      statement.setString(1, id);
      statement.executeUpdate();
    }
  }

  /** Returns the servers that were seen within a time, the oldest first. */
  static List<RunningInstance> seenWithin(Connection connection, Duration time)
      throws SQLException {
    String sql =
        "select id, version, started_at, seen_at from instance where seen_at >= "
            + DatabaseKind.of(connection).secondsAgo()
            + " order by started_at, id fetch first "
            + MAX_ROWS
            + " rows only";
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setLong(1, time.toSeconds());
      List<RunningInstance> found = new ArrayList<>();
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          found.add(
              new RunningInstance(
                  rows.getString(1), rows.getString(2), moment(rows, 3), moment(rows, 4)));
        }
      }
      return found;
    }
  }

  private static Instant moment(ResultSet rows, int column) throws SQLException {
    return rows.getObject(column, OffsetDateTime.class).toInstant();
  }
}
