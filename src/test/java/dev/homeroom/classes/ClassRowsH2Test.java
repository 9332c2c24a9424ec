package dev.homeroom.classes;

import dev.homeroom.sql.TestDatabase;
import javax.sql.DataSource;

class ClassRowsH2Test extends ClassRowsContract {
  private static final DataSource DATABASE = made();

  private static DataSource made() {
    DataSource made = TestDatabase.oneClass();
    fill(made);
    return made;
  }

  @Override
  DataSource database() {
    return DATABASE;
  }
}
