package dev.homeroom.testkit;

import dev.homeroom.database.DatabaseKind;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Copies of a migrated MariaDB database. MariaDB has no template databases: the statements that
 * make its present tables are run, which are fewer than those of the migrations.
 */
final class MariaCopies {
  /** By the last migration: the statements. */
  private static final Map<String, List<String>> SCRIPTS = new HashMap<>();

  private MariaCopies() {}

  /** Returns a new one, with an installation id of its own. */
  static synchronized Databases.Address copy(String upTo) {
    List<String> script = SCRIPTS.computeIfAbsent(upTo, MariaCopies::script);
    Databases.Address made = MariaServer.database();
    try (Connection connection = MariaServer.connect(made);
        Statement statement = connection.createStatement()) {
      statement.execute("set foreign_key_checks = 0;" + String.join(";", script));
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    return made;
  }

  private static List<String> script(String upTo) {
    Databases.Address template =
        MigratedDatabases.migrate(MariaServer.database(), DatabaseKind.MARIADB, upTo);
    List<String> script = new ArrayList<>();
    try (Connection connection = MariaServer.connect(template)) {
      String from = connection.getCatalog();
      for (String sequence : named(connection, "SEQUENCE")) {
        script.addAll(list(connection, "show create sequence " + sequence, 2));
      }
      for (String table : named(connection, "BASE TABLE")) {
        script.addAll(list(connection, "show create table " + table, 2));
        String all = "select * from " + from + "." + table;
        if (!list(connection, all + " limit 1", 1).isEmpty()) {
          script.add("insert into " + table + " " + all);
        }
      }
      for (String view : named(connection, "VIEW")) {
        list(connection, "show create view " + view, 2).stream()
            .map(made -> made.replace("`" + from + "`.", ""))
            .forEach(script::add);
      }
      script.add("update installation set installation = uuid()");
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    return script;
  }

  private static List<String> named(Connection connection, String kind) throws SQLException {
    return list(connection, "show full tables where table_type = '" + kind + "'", 1);
  }

  private static List<String> list(Connection connection, String sql, int column)
      throws SQLException {
    List<String> rows = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      while (row.next()) {
        rows.add(row.getString(column));
      }
    }
    return rows;
  }
}
