package dev.homeroom.schools;

import dev.homeroom.database.DatabaseKind;
import dev.homeroom.testkit.Databases;

class CachedSchoolsMariaDbTest extends CachedSchoolsContract {
  @Override
  Databases.Address address() {
    return Databases.migrated(DatabaseKind.MARIADB);
  }

  @Override
  DatabaseKind kind() {
    return DatabaseKind.MARIADB;
  }
}
