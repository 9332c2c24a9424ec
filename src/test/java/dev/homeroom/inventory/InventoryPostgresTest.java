package dev.homeroom.inventory;

import dev.homeroom.sql.TestDatabase;
import dev.homeroom.sql.TestPostgres;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

class InventoryPostgresTest extends InventoryContract {
  private static TestPostgres postgres;

  @BeforeAll
  static void start() {
    postgres = TestPostgres.start();
    postgres.runFixture();
    TestDatabase.run(postgres.dataSource(), "/fixture/figures.sql");
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
