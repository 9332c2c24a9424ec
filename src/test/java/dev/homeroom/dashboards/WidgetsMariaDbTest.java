package dev.homeroom.dashboards;

import dev.homeroom.sql.TestMariaDb;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeAll;

class WidgetsMariaDbTest extends WidgetsContract {
  private static DataSource database;

  @BeforeAll
  static void make() {
    database = TestMariaDb.oneClass();
  }

  @Override
  DataSource database() {
    return database;
  }
}
