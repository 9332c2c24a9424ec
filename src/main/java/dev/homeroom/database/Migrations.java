package dev.homeroom.database;

import jakarta.annotation.Priority;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Startup;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/** Migrates the schema first, on connections without limits; two servers may start together. */
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
  static void migrate(DataSource dataSource, DatabaseKind kind) {
    Flyway flyway =
        Flyway.configure(Migrations.class.getClassLoader())
            .dataSource(dataSource)
            .locations(kind.migrations())
            .load();
    flyway.migrate();
    if (flyway.info().applied().length == 0) {
      throw new IllegalStateException("no migrations were found on the class path");
    }
  }
}
