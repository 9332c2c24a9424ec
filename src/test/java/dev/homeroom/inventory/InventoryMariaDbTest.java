package dev.homeroom.inventory;

import dev.homeroom.sql.TestMariaDb;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeAll;

class InventoryMariaDbTest extends InventoryContract {
  private static DataSource database;

  @BeforeAll
  static void make() {
    database = TestMariaDb.with("/fixture/one-class.sql", "/fixture/figures.sql");
  }

  @Override
  DataSource database() {
    return database;
  }
}
