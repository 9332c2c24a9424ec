package dev.homeroom.dashboards;

import dev.homeroom.sql.TestDatabase;
import javax.sql.DataSource;

class WidgetsTest extends WidgetsContract {
  private static final DataSource DATABASE = TestDatabase.oneClass();

  @Override
  DataSource database() {
    return DATABASE;
  }
}
