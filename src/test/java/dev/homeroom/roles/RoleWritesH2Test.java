package dev.homeroom.roles;

import dev.homeroom.database.DatabaseKind;
import dev.homeroom.testkit.Databases;

class RoleWritesH2Test extends RoleWritesContract {
  @Override
  Databases.Address address() {
    return Databases.migrated(DatabaseKind.H2);
  }

  @Override
  DatabaseKind kind() {
    return DatabaseKind.H2;
  }
}
