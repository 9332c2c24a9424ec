package dev.homeroom.dashboards;

import dev.homeroom.sql.TestPostgres;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

class WidgetsPostgresIT extends WidgetsContract {
  private static TestPostgres postgres;

  @BeforeAll
  static void start() {
    postgres = TestPostgres.start();
    postgres.runFixture();
  }

  @AfterAll
  static void stop() {
    postgres.close();
  }

  @Override
  DataSource database() {
    return postgres.dataSource();
  }
}
