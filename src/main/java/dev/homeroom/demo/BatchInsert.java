package dev.homeroom.demo;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Inserts many rows into one table, fifty per statement: a few hundred round trips instead of a few
 * hundred thousand, and no statement that takes long. Closing it sends the remaining rows.
 */
final class BatchInsert implements AutoCloseable {
  private static final int ROWS = 50;

  private final Connection connection;
  private final String head;
  private final String marks;
  private final int columns;
  private final List<@Nullable Object> values = new ArrayList<>();
  private final PreparedStatement full;

  /** Makes an empty batch; the columns are separated by commas. */
  BatchInsert(Connection connection, String table, String columns) throws SQLException {
    this.connection = connection;
    this.columns = columns.split(",", -1).length;
    this.head = "insert into " + table + " (" + columns + ") values ";
    this.marks = "(" + String.join(", ", Collections.nCopies(this.columns, "?")) + ")";
    this.full = connection.prepareStatement(sql(ROWS));
  }

  /** Adds a row: one value per column. */
  void row(@Nullable Object... row) throws SQLException {
    if (row.length != columns) {
      throw new IllegalArgumentException(head + "takes " + columns + " values, not " + row.length);
    }
    for (Object value : row) {
      values.add(value instanceof Instant instant ? instant.atOffset(ZoneOffset.UTC) : value);
    }
    if (values.size() == ROWS * columns) {
      send(full);
    }
  }

  @Override
  public void close() throws SQLException {
    try (full) {
      if (!values.isEmpty()) {
        try (PreparedStatement rest = connection.prepareStatement(sql(values.size() / columns))) {
          send(rest);
        }
      }
    }
  }

  private void send(PreparedStatement statement) throws SQLException {
    for (int i = 0; i < values.size(); i++) {
      statement.setObject(i + 1, values.get(i));
    }
    statement.executeUpdate();
    values.clear();
  }

  private String sql(int rows) {
    return head + String.join(", ", Collections.nCopies(rows, marks));
  }
}
