package dev.homeroom.auth;

import dev.homeroom.sql.TestMariaDb;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeAll;

class LoginStatisticsMariaDbTest extends LoginStatisticsContract {
  private static DataSource database;

  @BeforeAll
  static void make() {
    database = TestMariaDb.with();
  }

  @Override
  DataSource database() {
    return database;
  }
}
