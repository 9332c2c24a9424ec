package dev.homeroom.demo;

import com.password4j.Argon2Function;
import com.password4j.types.Argon2;
import com.zaxxer.hikari.HikariDataSource;
import dev.homeroom.auth.StoredSigningKey;
import dev.homeroom.database.DatabaseKind;
import dev.homeroom.sql.TestDatabase;
import dev.homeroom.testkit.Client;
import dev.homeroom.testkit.Databases;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Databases with the demo's district. */
public final class DemoDatabase {
  private static Databases.@Nullable Address template;

  private DemoDatabase() {}

  /** Makes a new one of H2 in memory, as on a first start on this day. */
  public static DataSource madeOn(LocalDate day) throws SQLException {
    DataSource dataSource = TestDatabase.empty();
    makeIn(dataSource, day);
    return dataSource;
  }

  /**
   * Returns a new PostgreSQL database with the district, as a first start of today leaves it: a
   * copy of one that is made once per JVM. A server takes longer to make it than to start.
   */
  public static synchronized Databases.Address postgres() {
    if (template == null) {
      template = withLogins(Databases.migrated(DatabaseKind.POSTGRESQL));
    }
    return Databases.copyOf(template);
  }

  /** Makes schema and district in an empty PostgreSQL database, as a first start of today does. */
  public static void fillPostgres(Databases.Address empty) {
    withLogins(Databases.migrate(empty, DatabaseKind.POSTGRESQL));
  }

  /**
   * The same on MariaDB if the build runs with the profile {@code mariadb}; that one is no copy.
   */
  public static Databases.Address ofThisBuild() {
    return "mariadb".equals(System.getProperty("it.database"))
        ? withLogins(Databases.migrated(DatabaseKind.MARIADB))
        : postgres();
  }

  private static Databases.Address withLogins(Databases.Address migrated) {
    String hash =
        Argon2Function.getInstance(19_456, 2, 1, 32, Argon2.ID)
            .hash(Client.DEMO_PASSWORD)
            .getResult();
    try (HikariDataSource dataSource = migrated.pool(4)) {
      new Demo(dataSource).make(hash, LocalDate.now(Clock.systemUTC()), DemoSize.SMALL);
      StoredSigningKey.insert(dataSource);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    return migrated;
  }

  /** Makes the district in a database that has the schema. */
  public static void makeIn(DataSource dataSource, LocalDate day) throws SQLException {
    new Demo(dataSource).make("hash", day, DemoSize.SMALL);
  }

  /**
   * Makes a district of another size.
   *
   * @param sections of each school; a multiple of 10
   */
  public static void make(DataSource dataSource, LocalDate day, int schools, int sections)
      throws SQLException {
    new Demo(dataSource).make("hash", day, new DemoSize(schools, sections));
  }

  /** Makes the district of {@code HOMEROOM_DEMO=large}. */
  public static void makeLarge(DataSource dataSource, LocalDate day) throws SQLException {
    new Demo(dataSource).make("hash", day, DemoSize.LARGE);
  }
}
