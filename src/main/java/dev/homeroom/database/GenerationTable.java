package dev.homeroom.database;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The statements on the table of generations; each on the connection that it is given. They are
 * bounded by the data source (2 s, {@code server.xml}), not by {@code setQueryTimeout}: pgjdbc
 * cancels over a connection of its own, and waits 10 s for it when the database is frozen.
 */
final class GenerationTable {
  private static final int TAGS_AT_ONCE = 64;

  private static final String INSERT_MISSING =
      "insert into generation (tag) select ? where not exists"
          + " (select 1 from generation where tag = ?)";

  private final DatabaseKind kind;

  GenerationTable(DatabaseKind kind) {
    this.kind = kind;
  }

  /**
   * Rows, and how many there are in all with what they add up to, seen by one statement.
   *
   * @param rows that changed lately
   * @param count of all rows
   * @param sum of all generations
   */
  record Seen(Map<String, Long> rows, long count, BigInteger sum) {}

  OffsetDateTime clock(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      try (ResultSet row = statement.executeQuery(kind.clockSql())) {
        row.next();
        return row.getObject(1, OffsetDateTime.class);
      }
    }
  }

  Map<String, Long> all(Connection connection) throws SQLException {
    return rows(connection, "select tag, generation from generation");
  }

  Map<String, Long> changedSince(Connection connection, OffsetDateTime since) throws SQLException {
    return rows(connection, "select tag, generation from generation where changed_at > ?", since);
  }

  /** Reads changed rows, count and sum in one statement, so that all three belong together. */
  Seen changedSinceWithTotals(Connection connection, OffsetDateTime since) throws SQLException {
    String sql =
        "select cast(null as varchar(600)), count(*), coalesce(sum(generation), 0) from generation"
            + " union all select tag, generation, 0 from generation where changed_at > ?";
    Map<String, Long> rows = new HashMap<>();
    long count = 0;
    BigInteger sum = BigInteger.ZERO;
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setObject(1, since);
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          String tag = row.getString(1);
          if (tag == null) {
            count = row.getLong(2);
            BigDecimal total = row.getBigDecimal(3);
            sum = total.toBigInteger();
          } else {
            rows.put(tag, row.getLong(2));
          }
        }
      }
    }
    return new Seen(rows, count, sum);
  }

  /** Reads the generations of tags, 0 for those without a row. */
  Map<String, Long> of(Connection connection, Collection<String> tags) throws SQLException {
    Map<String, Long> found = new HashMap<>();
    List<String> wanted = new ArrayList<>(tags);
    for (int from = 0; from < wanted.size(); from += TAGS_AT_ONCE) {
      List<String> some = wanted.subList(from, Math.min(wanted.size(), from + TAGS_AT_ONCE));
      some.forEach(tag -> found.put(tag, 0L));
      // Two lengths of statement only, so that databases and drivers keep their plans.
      int places = some.size() <= 4 ? 4 : TAGS_AT_ONCE;
      Object[] parameters = new Object[places];
      for (int i = 0; i < places; i++) {
        parameters[i] = some.get(Math.min(i, some.size() - 1));
      }
      String sql =
          "select tag, generation from generation where tag in (?" + ", ?".repeat(places - 1) + ")";
      found.putAll(rows(connection, sql, parameters));
    }
    return found;
  }

  /**
   * Returns whether no transaction holds the row of a tag: whatever it was, it is decided. Does not
   * wait, and keeps no lock, the connection being in auto-commit.
   */
  boolean isDecided(Connection connection, String tag) throws SQLException {
    String sql = "select tag, generation from generation where tag = ?";
    // Not nowait: PostgreSQL would log an error each time. A row that is passed over is locked.
    return !rows(connection, sql + " for update skip locked", tag).isEmpty()
        || rows(connection, sql, tag).isEmpty();
  }

  /** Makes the row of a tag, with generation 0, unless it is there. */
  void insertMissing(Connection connection, String tag) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(kind.insertUnlessThere(INSERT_MISSING))) {
      statement.setString(1, tag);
      statement.setString(2, tag);
      statement.executeUpdate();
    } catch (SQLException e) {
      // Another instance made it between the look and the insertion: it is there.
      if (!SqlErrors.isUniqueViolation(e)) {
        throw e;
      }
    }
  }

  private static Map<String, Long> rows(Connection connection, String sql, Object... parameters)
      throws SQLException {
    Map<String, Long> rows = new HashMap<>();
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < parameters.length; i++) {
        statement.setObject(i + 1, parameters[i]);
      }
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          rows.put(row.getString(1), row.getLong(2));
        }
      }
    }
    return rows;
  }
}
