package dev.homeroom.classes;

import dev.homeroom.sql.TestMariaDb;
import javax.sql.DataSource;

class ClassRowsMariaDbTest extends ClassRowsContract {
  private static final DataSource DATABASE = made();

  private static DataSource made() {
    DataSource made = TestMariaDb.oneClass();
    fill(made);
    return made;
  }

  @Override
  DataSource database() {
    return DATABASE;
  }
}
