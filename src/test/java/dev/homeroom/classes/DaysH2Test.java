package dev.homeroom.classes;

import dev.homeroom.sql.TestDatabase;
import javax.sql.DataSource;

class DaysH2Test extends DaysContract {
  @Override
  DataSource fresh() {
    return TestDatabase.oneClass();
  }
}
