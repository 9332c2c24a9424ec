package dev.homeroom.sql;

import dev.homeroom.database.DatabaseKind;
import dev.homeroom.testkit.Databases;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.h2.jdbcx.JdbcDataSource;

/** An H2 database in memory with the schema of the migrations, and nothing in it but the roles. */
public final class TestDatabase {
  private TestDatabase() {}

  /** Makes a new one, which lives as long as this JVM; its statements may take their time. */
  public static DataSource empty() {
    return upTo("latest");
  }

  /** Makes a new one with the schema up to a migration, by its number. */
  public static DataSource upTo(String migration) {
    DataSource made = bare();
    try (Connection connection = made.getConnection()) {
      Databases.fillH2(connection, migration);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    return made;
  }

  /** Makes a new one without a schema. */
  public static DataSource bare() {
    JdbcDataSource dataSource = new JdbcDataSource();
    dataSource.setURL("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
    return PatientStatements.over(dataSource);
  }

  /**
   * Runs the migrations that are missing.
   *
   * @param upTo the last one's number, or {@code latest}
   */
  public static void migrate(DataSource dataSource, DatabaseKind kind, String upTo) {
    Flyway.configure()
        .dataSource(dataSource)
        .locations(kind.migrations())
        .target(upTo)
        .load()
        .migrate();
  }

  /** Makes a new one with the school of {@code fixture/one-class.sql}. */
  public static DataSource oneClass() {
    DataSource dataSource = empty();
    run(dataSource, "/fixture/one-class.sql");
    return dataSource;
  }

  /**
   * Loads the school of {@code fixture/one-class.sql} into a schema of V10, without later columns.
   */
  public static void runOneClassOfV10(DataSource dataSource) {
    Queries queries = new Queries(dataSource);
    queries.update("alter table payment add column school_id bigint");
    run(dataSource, "/fixture/one-class.sql");
    queries.update("alter table payment drop column school_id");
  }

  /** Runs a script of the test resources. */
  public static void run(DataSource dataSource, String script) {
    try (InputStream in = TestDatabase.class.getResourceAsStream(script);
        Connection connection = dataSource.getConnection();
        Statement statement = connection.createStatement()) {
      String sql = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      // MariaDB's times have no offset: they are UTC.
      boolean hasOffsets = !connection.getMetaData().getDatabaseProductName().equals("MariaDB");
      statement.execute(hasOffsets ? sql : sql.replace("+00'", "'"));
    } catch (IOException | SQLException e) {
      throw new IllegalStateException("cannot run " + script, e);
    }
  }
}
