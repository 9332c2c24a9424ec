package dev.homeroom.auth;

import dev.homeroom.database.DatabaseKind;
import dev.homeroom.testkit.Databases;

class CutOffOfEveryoneMariaDbTest extends CutOffOfEveryoneContract {
  @Override
  Databases.Address address() {
    return Databases.migrated(DatabaseKind.MARIADB);
  }

  @Override
  DatabaseKind kind() {
    return DatabaseKind.MARIADB;
  }

  @Override
  String worded(String statement) {
    return statement.replace("cast(random() * 2000000000 as bigint)", "floor(rand() * 2000000000)");
  }
}
