package dev.homeroom.reports;

import dev.homeroom.sql.TestPostgres;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

class DailyRowsPostgresTest extends DailyRowsContract {
  private static TestPostgres postgres;

  @BeforeAll
  static void start() {
    postgres = TestPostgres.start();
    postgres.runFixture();
    fill(postgres.dataSource());
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
