package dev.homeroom.classes;

import dev.homeroom.sql.TestDatabase;
import javax.sql.DataSource;

class SheetCountsH2Test extends SheetCountsContract {
  @Override
  DataSource fresh() {
    return TestDatabase.oneClass();
  }
}
