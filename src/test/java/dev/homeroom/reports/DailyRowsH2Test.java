package dev.homeroom.reports;

import dev.homeroom.sql.TestDatabase;
import javax.sql.DataSource;

class DailyRowsH2Test extends DailyRowsContract {
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
