package dev.homeroom.inventory;

import dev.homeroom.sql.TestDatabase;
import javax.sql.DataSource;

class InventoryH2Test extends InventoryContract {
  private static final DataSource DATABASE = made();

  private static DataSource made() {
    DataSource made = TestDatabase.oneClass();
    TestDatabase.run(made, "/fixture/figures.sql");
    return made;
  }

  @Override
  DataSource database() {
    return DATABASE;
  }
}
