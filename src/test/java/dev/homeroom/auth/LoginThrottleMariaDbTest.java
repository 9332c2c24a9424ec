package dev.homeroom.auth;

import com.zaxxer.hikari.HikariDataSource;
import dev.homeroom.database.DatabaseKind;
import dev.homeroom.testkit.Databases;
import dev.homeroom.testkit.Promised;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

class LoginThrottleMariaDbTest extends LoginThrottleContract {
  private static HikariDataSource pool;

  @BeforeAll
  static void start() {
    // A pool, since each of some thousand transactions would open a connection.
    pool = Databases.migrated(DatabaseKind.MARIADB).pool(20);
    pool.setConnectionTimeout(Promised.NEVER.toMillis());
  }

  @AfterAll
  static void stop() {
    pool.close();
  }

  @Override
  DataSource database() {
    return pool;
  }
}
