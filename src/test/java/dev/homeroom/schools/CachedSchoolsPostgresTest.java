package dev.homeroom.schools;

import dev.homeroom.database.DatabaseKind;
import dev.homeroom.testkit.Databases;

class CachedSchoolsPostgresTest extends CachedSchoolsContract {
  @Override
  Databases.Address address() {
    return Databases.migrated(DatabaseKind.POSTGRESQL);
  }

  @Override
  DatabaseKind kind() {
    return DatabaseKind.POSTGRESQL;
  }
}
