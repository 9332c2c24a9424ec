package dev.homeroom.database;

import dev.homeroom.sql.TestMariaDb;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeAll;

class InstancesMariaDbTest extends InstancesContract {
  private static DataSource database;

  @BeforeAll
  static void make() {
    database = TestMariaDb.with();
  }

  @Override
  DataSource database() {
    return database;
  }
}
