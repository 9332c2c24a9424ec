package dev.homeroom.demo;

import dev.homeroom.database.DatabaseKind;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** The transaction that creates the district: its connection, day, seed, size and ids. */
final class DemoSession {
  private final Connection connection;
  private final DatabaseKind kind;
  private final LocalDate day;
  private final long seed;
  private final DemoSize size;
  private final Map<String, IdSequence> ids = new HashMap<>();

  DemoSession(Connection connection, DatabaseKind kind, LocalDate day, long seed, DemoSize size) {
    this.connection = connection;
    this.kind = kind;
    this.day = day;
    this.seed = seed;
    this.size = size;
  }

  LocalDate day() {
    return day;
  }

  DemoSize size() {
    return size;
  }

  long nextId(String sequence) throws SQLException {
    return ids.computeIfAbsent(sequence, name -> new IdSequence(connection, kind, name)).next();
  }

  /** Begins to insert into a table. */
  BatchInsert into(String table, String columns) throws SQLException {
    // "change" is a word of MariaDB's own.
    String names =
        kind == DatabaseKind.MARIADB ? "`" + columns.replace(", ", "`, `") + "`" : columns;
    return new BatchInsert(connection, table, names);
  }

  /** Inserts one row. */
  void insert(String table, String columns, @Nullable Object... row) throws SQLException {
    try (BatchInsert insert = into(table, columns)) {
      insert.row(row);
    }
  }

  /** Changes rows that another part has inserted. */
  void update(String sql, List<?> parameters) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < parameters.size(); i++) {
        statement.setObject(i + 1, parameters.get(i));
      }
      statement.executeUpdate();
    }
  }

  /**
   * Returns the random numbers of one part: the same for the same seed, whatever other parts drew,
   * and on every Java by the specification of {@link Random}.
   */
  Random chances(String part) {
    return new Random(seed * 31 + part.hashCode());
  }
}
