package dev.homeroom.fees;

import dev.homeroom.sql.TestPostgres;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

class InvoiceRowsPostgresTest extends InvoiceRowsContract {
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
