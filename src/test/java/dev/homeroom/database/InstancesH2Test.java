package dev.homeroom.database;

import dev.homeroom.sql.TestDatabase;
import javax.sql.DataSource;

class InstancesH2Test extends InstancesContract {
  private static final DataSource DATABASE = TestDatabase.empty();

  @Override
  DataSource database() {
    return DATABASE;
  }
}
