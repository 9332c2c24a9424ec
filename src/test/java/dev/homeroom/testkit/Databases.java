package dev.homeroom.testkit;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.homeroom.database.DatabaseKind;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;

/** Real databases for tests, empty or migrated; PostgreSQL is started once per JVM. */
public final class Databases {
  private static final int CONNECT_SECONDS = Promised.areTimesJudged() ? 1 : 15;

  private static EmbeddedPostgres postgres;

  private Databases() {}

  /** Where a database is reached. */
  public record Address(String url, String user, String password) {
    /**
     * Opens a pool of up to {@code size} connections, bounded as the server's are; but a connection
     * may take up to 15 s, since a busy machine opens the first one late.
     */
    public HikariDataSource pool(int size) {
      return pool(
          size,
          size == 4 ? "-c lock_timeout=1500ms -c statement_timeout=1800ms" : "-c lock_timeout=2s");
    }

    /** The same with PostgreSQL's session settings. */
    public HikariDataSource pool(int size, String postgresOptions) {
      HikariConfig config = new HikariConfig();
      config.setJdbcUrl(url);
      config.setUsername(user);
      config.setPassword(password);
      config.setMaximumPoolSize(size);
      config.setMinimumIdle(0);
      config.setConnectionTimeout(CONNECT_SECONDS * 1_000L);
      config.setValidationTimeout(500);
      config.setInitializationFailTimeout(-1);
      // As the server's; and a pool that has to find it out stumbles when two connections do at
      // once.
      config.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
      if (url.startsWith("jdbc:postgresql")) {
        config.addDataSourceProperty("options", postgresOptions);
        config.addDataSourceProperty("connectTimeout", Integer.toString(CONNECT_SECONDS));
        config.addDataSourceProperty("socketTimeout", size == 4 ? "2" : "6");
      }
      if (url.startsWith("jdbc:mariadb")) {
        config.addDataSourceProperty("connectTimeout", CONNECT_SECONDS + "000");
        config.addDataSourceProperty("socketTimeout", size == 4 ? "2000" : "6000");
      }
      return new HikariDataSource(config);
    }

    /** The same database through another port of this machine. */
    public Address through(int port) {
      return new Address(url.replaceFirst("(127\\.0\\.0\\.1):\\d+", "$1:" + port), user, password);
    }
  }

  /** Returns an empty H2 database in memory. */
  public static Address h2() {
    String name = "t" + UUID.randomUUID();
    Address made =
        new Address(
            "jdbc:h2:mem:" + name + ";DB_CLOSE_DELAY=-1;LOCK_TIMEOUT=2000", "homeroom", "homeroom");
    // Made here: on a busy machine the first connection may take longer than a pool waits.
    try {
      DriverManager.getConnection(made.url(), made.user(), made.password()).close();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    return made;
  }

  /** Returns an empty PostgreSQL database of its own. */
  public static Address postgres() {
    return create("template1");
  }

  /** The same, without an installation id of its own. */
  static Address postgres(Address template) {
    return create(nameOf(template));
  }

  /** Returns a database with the schema of all migrations, and nothing in it but the roles. */
  public static Address migrated(DatabaseKind kind) {
    return migrated(kind, "latest");
  }

  /** The same up to a migration, by its number. */
  public static Address migrated(DatabaseKind kind, String upTo) {
    return MigratedDatabases.copy(kind, upTo);
  }

  /** Makes the schema of all migrations in an empty database; returns it. */
  public static Address migrate(Address empty, DatabaseKind kind) {
    return MigratedDatabases.migrate(empty, kind, "latest");
  }

  /** Returns a copy of a migrated PostgreSQL database, to which nobody is connected. */
  public static Address copyOf(Address migrated) {
    return MigratedDatabases.copy(migrated);
  }

  /** Makes the schema up to a migration in an empty H2 database. */
  public static void fillH2(Connection empty, String upTo) throws SQLException {
    MigratedDatabases.fill(empty, upTo);
  }

  /** Removes a PostgreSQL database, whoever is connected to it. */
  public static void dropPostgres(Address made) {
    run("drop database " + nameOf(made) + " with (force)");
  }

  private static Address create(String template) {
    String name = "t" + UUID.randomUUID().toString().replace("-", "");
    // A copy of files: logged block by block, as by default, it takes several times as long.
    run("create database " + name + " template " + template + " strategy file_copy");
    return new Address(
        "jdbc:postgresql://127.0.0.1:" + postgresPort() + "/" + name, "postgres", "unused");
  }

  private static String nameOf(Address made) {
    return made.url().substring(made.url().lastIndexOf('/') + 1);
  }

  private static synchronized void run(String sql) {
    try (Connection connection = server().getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Returns the port of the PostgreSQL server. */
  public static synchronized int postgresPort() {
    return server().getPort();
  }

  private static EmbeddedPostgres server() {
    if (postgres == null) {
      try {
        postgres =
            EmbeddedPostgres.builder()
                .setDataDirectory(new PostgresHome().data())
                // The directory's owner does that, in less than the library's half a minute.
                .setRegisterShutdownHook(false)
                .setServerConfig("fsync", "off")
                .setServerConfig("full_page_writes", "off")
                .setServerConfig("wal_level", "minimal")
                .setServerConfig("max_wal_senders", "0")
                .setServerConfig("max_connections", "200")
                .start();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return postgres;
  }
}
