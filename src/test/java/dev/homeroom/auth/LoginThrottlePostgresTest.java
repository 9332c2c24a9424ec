package dev.homeroom.auth;

import com.zaxxer.hikari.HikariDataSource;
import dev.homeroom.database.DatabaseKind;
import dev.homeroom.testkit.Databases;
import dev.homeroom.testkit.Promised;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

class LoginThrottlePostgresTest extends LoginThrottleContract {
  private static Databases.Address address;
  private static HikariDataSource pool;

  @BeforeAll
  static void start() {
    address = Databases.migrated(DatabaseKind.POSTGRESQL);
    // A pool, since each of some thousand transactions would open a connection.
    pool = address.pool(20);
    pool.setConnectionTimeout(Promised.NEVER.toMillis());
  }

  @AfterAll
  static void stop() {
    pool.close();
    Databases.dropPostgres(address);
  }

  @Override
  DataSource database() {
    return pool;
  }
}
