package dev.homeroom.roles;

import dev.homeroom.database.DatabaseKind;
import dev.homeroom.testkit.Databases;

class RoleWritesMariaDbTest extends RoleWritesContract {
  @Override
  Databases.Address address() {
    return Databases.migrated(DatabaseKind.MARIADB);
  }

  @Override
  DatabaseKind kind() {
    return DatabaseKind.MARIADB;
  }
}
