package dev.homeroom.dashboards;

import dev.homeroom.database.DatabaseKind;
import dev.homeroom.sql.TestDatabase;
import javax.sql.DataSource;

class BadRowsH2Test extends BadRowsContract {
  @Override
  DataSource before() {
    DataSource made = TestDatabase.bare();
    TestDatabase.migrate(made, DatabaseKind.H2, "10");
    TestDatabase.run(made, "/fixture/one-class.sql");
    return made;
  }

  @Override
  void migrate(DataSource database) {
    TestDatabase.migrate(database, DatabaseKind.H2, "latest");
  }
}
