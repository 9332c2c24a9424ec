package dev.homeroom.reports;

import dev.homeroom.sql.TestMariaDb;
import javax.sql.DataSource;

class DailyRowsMariaDbTest extends DailyRowsContract {
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
