package dev.homeroom.classes;

import dev.homeroom.sql.TestMariaDb;
import javax.sql.DataSource;

class DaysMariaDbTest extends DaysContract {
  @Override
  DataSource fresh() {
    return TestMariaDb.oneClass();
  }
}
