package dev.homeroom.database;

import jakarta.annotation.Priority;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Startup;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/**
 * Brings the schema up to date before anything reads it, by connections without the limits of
 * requests. Two servers may start together.
 */
@ApplicationScoped
class Migrations {
  @Resource(lookup = "jdbc/migrations")
  DataSource dataSource;

  void migrate(@Observes @Priority(20) Startup event) throws SQLException {
    migrate(dataSource, DatabaseKind.of(dataSource));
  }

  /**
   * Runs the migrations that are missing.
   *
   * @throws IllegalStateException if none were found, as happens when the class path hides them
   */
  static void migrate(DataSource dataSource, DatabaseKind kind) throws SQLException {
    Flyway flyway =
        Flyway.configure(Migrations.class.getClassLoader())
            .dataSource(dataSource)
            .locations(kind.migrations())
            .load();
    flyway.migrate();
    if (flyway.info().applied().length == 0) {
      throw new IllegalStateException("no migrations were found on the class path");
    }
    if (kind == DatabaseKind.POSTGRESQL) {
      adoptRows(dataSource);
    }
  }

  /**
   * Takes the rows of another cluster's transactions for changed now: after its dump was read into
   * this one they name transactions that are still to come, and would be read with each reading.
   */
  private static void adoptRows(DataSource dataSource) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        Statement statement = connection.createStatement()) {
      for (String table : List.of("generation", "revocation", "signing_key")) {
        statement.execute(
            "update %s set changed_in = default where changed_in > pg_current_xact_id()"
                .formatted(table));
      }
    }
  }
}
