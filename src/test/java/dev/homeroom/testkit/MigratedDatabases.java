package dev.homeroom.testkit;

import dev.homeroom.database.DatabaseKind;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import org.flywaydb.core.Flyway;

/**
 * Databases with the schema of the migrations, each a copy of one that was migrated once in this
 * JVM: the migrations take longer than most tests. A copy has an installation id of its own.
 */
final class MigratedDatabases {
  private static final String NEW_ID =
      "update installation set installation = cast(%s as varchar(36))";

  /** Of H2, by the last migration: the statements that make its copy. */
  private static final Map<String, String> SCRIPTS = new HashMap<>();

  /** Of PostgreSQL, by the last migration. */
  private static final Map<String, Databases.Address> TEMPLATES = new HashMap<>();

  private MigratedDatabases() {}

  /**
   * Returns a new one.
   *
   * @param upTo the last migration's number, or {@code latest}
   */
  static synchronized Databases.Address copy(DatabaseKind kind, String upTo) {
    return switch (kind) {
      case H2 -> h2(upTo);
      case POSTGRESQL -> postgres(upTo);
      case MARIADB -> MariaCopies.copy(upTo);
    };
  }

  /** Makes the schema in an empty H2 database. */
  static synchronized void fill(Connection empty, String upTo) throws SQLException {
    String script = SCRIPTS.computeIfAbsent(upTo, MigratedDatabases::script);
    run(empty, script, NEW_ID.formatted("random_uuid()"));
  }

  private static Databases.Address h2(String upTo) {
    Databases.Address made = Databases.h2();
    try (Connection connection = connect(made)) {
      fill(connection, upTo);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    return made;
  }

  private static String script(String upTo) {
    StringBuilder script = new StringBuilder();
    Databases.Address migrated = migrate(Databases.h2(), DatabaseKind.H2, upTo);
    try (Connection connection = connect(migrated);
        Statement statement = connection.createStatement()) {
      try (ResultSet line = statement.executeQuery("script nosettings")) {
        while (line.next()) {
          // The copy has a user; a comment holds nothing.
          if (!line.getString(1).matches("(?s)(CREATE USER|--).*")) {
            script.append(line.getString(1)).append('\n');
          }
        }
      }
      statement.execute("shutdown immediately");
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    return script.toString();
  }

  private static Databases.Address postgres(String upTo) {
    Databases.Address template =
        TEMPLATES.computeIfAbsent(
            upTo, last -> migrate(Databases.postgres(), DatabaseKind.POSTGRESQL, last));
    return copy(template);
  }

  /** Returns a copy of a PostgreSQL database, to which nobody is connected. */
  static Databases.Address copy(Databases.Address template) {
    Databases.Address made = Databases.postgres(template);
    try (Connection connection = connect(made)) {
      run(connection, NEW_ID.formatted("gen_random_uuid()"));
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    return made;
  }

  /** Runs the migrations in an empty database; returns it. */
  static Databases.Address migrate(Databases.Address empty, DatabaseKind kind, String upTo) {
    Flyway.configure()
        .dataSource(empty.url(), empty.user(), empty.password())
        .locations(kind.migrations())
        .target(upTo)
        .load()
        .migrate();
    return empty;
  }

  private static Connection connect(Databases.Address at) throws SQLException {
    return DriverManager.getConnection(at.url(), at.user(), at.password());
  }

  private static void run(Connection connection, String... scripts) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      for (String script : scripts) {
        statement.execute(script);
      }
    }
  }
}
