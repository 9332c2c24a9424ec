package dev.homeroom.demo;

import dev.homeroom.database.DatabaseKind;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Takes ids from a database sequence as EclipseLink does: the sequence's value ends a block of
 * fifty. So no later row gets an id of the demo.
 */
final class IdSequence {
  private static final int BLOCK = 50;
  private static final int BLOCKS = 20;

  private final Connection connection;
  private final String sql;
  private final Deque<Long> blockEnds = new ArrayDeque<>();
  private long next = 1;
  private long last;

  IdSequence(Connection connection, DatabaseKind kind, String sequence) {
    this.connection = connection;
    this.sql =
        switch (kind) {
          case H2 -> "select next value for " + sequence + " from system_range(1, ?)";
          case MARIADB ->
              "select nextval(" + sequence + ") from seq_1_to_" + BLOCKS + " where seq <= ?";
          case POSTGRESQL ->
              "select nextval('" + sequence + "') from generate_series(1, cast(? as integer))";
        };
  }

  /** Returns an unused id. */
  long next() throws SQLException {
    if (next > last) {
      if (blockEnds.isEmpty()) {
        reserve();
      }
      last = blockEnds.removeFirst();
      next = last - BLOCK + 1;
    }
    return next++;
  }

  private void reserve() throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setInt(1, BLOCKS);
      try (ResultSet results = statement.executeQuery()) {
        while (results.next()) {
          blockEnds.addLast(results.getLong(1));
        }
      }
    }
  }
}
