package dev.homeroom.database;

import dev.homeroom.cache.generations.Totals;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The SQL statements on the table of generations. They are bounded by the data source (2 s, {@code
 * server.xml}), not by {@code setQueryTimeout}: pgjdbc cancels over a connection of its own, and
 * waits 10 s for it when the database is frozen.
 */
final class GenerationTable {
  private static final String INSERT_MISSING =
      "insert into generation (tag) select ? where not exists"
          + " (select 1 from generation where tag = ?)";

  /** Adds a number to the generation of a tag. */
  static final String RAISE =
      "update generation set generation = generation + ?, changed_at = default where tag = ?";

  private final DatabaseKind kind;

  GenerationTable(DatabaseKind kind) {
    this.kind = kind;
  }

  /** Changed rows with the totals of the whole table. */
  record RowsWithTotals(Map<String, Long> rows, Totals totals) {}

  PollPosition position(Connection connection) throws SQLException {
    return PollPosition.of(connection, kind);
  }

  Changes changesSince(PollPosition position) {
    return Changes.since(kind, position);
  }

  /** Reads all rows; null if there are more than that. */
  @Nullable Map<String, Long> all(Connection connection, int most) throws SQLException {
    String sql = "select tag, generation from generation limit ?";
    Map<String, Long> rows = rows(connection, sql, most + 1);
    return rows.size() > most ? null : rows;
  }

  /** Returns whether the table has at most this many rows. */
  boolean hasAtMost(Connection connection, int most) throws SQLException {
    String sql = "select count(*) from (select 1 from generation limit ?) as counted";
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setInt(1, most + 1);
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        return row.getInt(1) <= most;
      }
    }
  }

  /** Reads changed rows; null if there are more than that. */
  @Nullable Map<String, Long> changed(Connection connection, Changes changes, int most)
      throws SQLException {
    String sql = "select tag, generation from generation where " + changes.condition() + " limit ?";
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setInt(changes.bind(statement, 1), most + 1);
      Map<String, Long> rows = rows(statement);
      return rows.size() > most ? null : rows;
    }
  }

  /** Reads changed rows, count and sum in one statement, so that all three belong together. */
  RowsWithTotals changedWithTotals(Connection connection, Changes changes) throws SQLException {
    String sql =
        "select cast(null as varchar(600)), count(*), coalesce(sum(generation), 0) from generation"
            + " union all select tag, generation, 0 from generation where "
            + changes.condition();
    Map<String, Long> rows = new HashMap<>();
    Totals totals = new Totals(0, 0);
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      changes.bind(statement, 1);
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          String tag = row.getString(1);
          if (tag == null) {
            totals = new Totals(row.getLong(2), row.getBigDecimal(3).toBigInteger().longValue());
          } else {
            rows.put(tag, row.getLong(2));
          }
        }
      }
    }
    return new RowsWithTotals(rows, totals);
  }

  /** Reads the generations of tags, 0 for those without a row. */
  Map<String, Long> of(Connection connection, Collection<String> tags) throws SQLException {
    Map<String, Long> found = new HashMap<>();
    tags.forEach(tag -> found.put(tag, 0L));
    List<String> wanted = List.copyOf(found.keySet());
    int places;
    for (int from = 0; from < wanted.size(); from += places) {
      places = placesFor(wanted.size() - from);
      Object[] parameters = new Object[places];
      for (int i = 0; i < places; i++) {
        parameters[i] = wanted.get(Math.min(from + i, wanted.size() - 1));
      }
      String sql =
          "select tag, generation from generation where tag in (?" + ", ?".repeat(places - 1) + ")";
      found.putAll(rows(connection, sql, parameters));
    }
    return found;
  }

  /** Returns the number of a statement's parameters: one of few, so that plans are used again. */
  private static int placesFor(int tags) {
    return IntStream.of(4, 64).filter(places -> tags <= places).findFirst().orElse(1024);
  }

  /**
   * Returns whether no transaction holds the row of a tag, so that the last one is decided. Does
   * not wait, and keeps no lock, the connection being in auto-commit.
   */
  boolean isDecided(Connection connection, String tag) throws SQLException {
    String sql = "select tag, generation from generation where tag = ?";
    // Not nowait: PostgreSQL would log an error each time. A skipped row is locked.
    return !rows(connection, sql + " for update skip locked", tag).isEmpty()
        || rows(connection, sql, tag).isEmpty();
  }

  /** Inserts the row of a tag, with generation 0, unless it exists. */
  void insertMissing(Connection connection, String tag) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(kind.insertUnlessThere(INSERT_MISSING))) {
      statement.setString(1, tag);
      statement.setString(2, tag);
      statement.executeUpdate();
    } catch (SQLException e) {
      // Another instance inserted it between the check and the insertion.
      if (!SqlErrors.isUniqueViolation(e)) {
        throw e;
      }
    }
  }

  static Map<String, Long> rows(Connection connection, String sql, Object... parameters)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < parameters.length; i++) {
        statement.setObject(i + 1, parameters[i]);
      }
      return rows(statement);
    }
  }

  private static Map<String, Long> rows(PreparedStatement statement) throws SQLException {
    Map<String, Long> rows = new HashMap<>();
    try (ResultSet row = statement.executeQuery()) {
      while (row.next()) {
        rows.put(row.getString(1), row.getLong(2));
      }
    }
    return rows;
  }
}
