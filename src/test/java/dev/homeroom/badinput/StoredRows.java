package dev.homeroom.badinput;

import dev.homeroom.cache.generations.Generations;
import dev.homeroom.testkit.Databases;
import dev.homeroom.testkit.Sql;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What is stored: of each table the number of rows and the sum of their hashes, which changes with
 * any column of any row.
 *
 * @param tables by name
 */
record StoredRows(Map<String, Figures> tables) {
  /** Tables that may change while bad requests are refused, each with its reason. */
  static final Map<String, String> MAY_CHANGE =
      Map.of(
          "audit_chain", "what is out of reach is recorded as refused",
          "audit_record", "what is out of reach is recorded as refused",
          "instance", "each server writes every 10 s that it runs",
          "login_count", "logins of before are written every few seconds");

  /**
   * The rows that are looked at, where each server deletes others at some moment: not the row of
   * that deletion of generations; of failed logins those of names, since a moment.
   */
  private static final Map<String, String> BUT =
      Map.of(
          "generation",
          " where tag <> '" + Generations.PRUNED.name() + "'",
          "login_failure",
          " where subject like 'name:%' and counted_at >= ?");

  /** Tables that take long to read: only looked at before all bad requests and after them. */
  private static final Set<String> LARGE = Set.of("attendance_mark", "grade", "enrolment");

  private static final long PRIME = 1_099_511_628_211L;

  /** The rows of a table. */
  record Figures(long count, long hash) {}

  /** Copies the map. */
  StoredRows {
    tables = new TreeMap<>(tables);
  }

  /** Reads all tables but those that may change; of failed logins those since a moment. */
  static StoredRows whole(Databases.Address database, Instant since) {
    return read(database, Set.of(), since);
  }

  /** Reads the tables that are read quickly. */
  static StoredRows quick(Databases.Address database, Instant since) {
    return read(database, LARGE, since);
  }

  private static StoredRows read(Databases.Address database, Set<String> without, Instant since) {
    Map<String, Figures> tables = new TreeMap<>();
    try (Connection connection = new Sql(database).connect()) {
      for (String table : names(connection)) {
        if (!without.contains(table) && !MAY_CHANGE.containsKey(table)) {
          tables.put(table, figures(connection, table, since));
        }
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    return new StoredRows(tables);
  }

  private static List<String> names(Connection connection) throws SQLException {
    List<String> names = new ArrayList<>();
    String sql =
        "select table_name from information_schema.tables where lower(table_schema) = 'public'"
            + " and table_type = 'BASE TABLE'";
    try (Statement select = connection.createStatement();
        ResultSet rows = select.executeQuery(sql)) {
      while (rows.next()) {
        names.add(rows.getString(1).toLowerCase(Locale.ROOT));
      }
    }
    // Flyway's own, whose name H2 has in small letters.
    names.remove("flyway_schema_history");
    return names;
  }

  private static Figures figures(Connection connection, String table, Instant since)
      throws SQLException {
    long count = 0;
    long sum = 0;
    String all = "select * from " + table + BUT.getOrDefault(table, "");
    try (PreparedStatement select = connection.prepareStatement(all)) {
      if (all.endsWith("?")) {
        select.setObject(1, since.atOffset(ZoneOffset.UTC));
      }
      ResultSet rows = select.executeQuery();
      int columns = rows.getMetaData().getColumnCount();
      while (rows.next()) {
        count++;
        sum += hash(rows, columns);
      }
    }
    return new Figures(count, sum);
  }

  private static long hash(ResultSet row, int columns) throws SQLException {
    long hash = 1;
    for (int i = 1; i <= columns; i++) {
      String value = row.getString(i);
      hash = hash * PRIME + (value == null ? i : value.hashCode());
      hash ^= hash >>> 29;
    }
    return hash;
  }

  /** Returns the names of tables that differ. */
  Set<String> differences(StoredRows other) {
    Set<String> names = new TreeSet<>(tables.keySet());
    names.removeIf(name -> tables.get(name).equals(other.tables.get(name)));
    return names;
  }
}
