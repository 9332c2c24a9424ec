package dev.homeroom.classes;

import dev.homeroom.sql.TestMariaDb;
import javax.sql.DataSource;

class SheetCountsMariaDbTest extends SheetCountsContract {
  @Override
  DataSource fresh() {
    return TestMariaDb.oneClass();
  }
}
