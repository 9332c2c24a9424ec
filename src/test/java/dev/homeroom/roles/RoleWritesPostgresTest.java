package dev.homeroom.roles;

import dev.homeroom.database.DatabaseKind;
import dev.homeroom.testkit.Databases;

class RoleWritesPostgresTest extends RoleWritesContract {
  @Override
  Databases.Address address() {
    return Databases.postgres();
  }

  @Override
  DatabaseKind kind() {
    return DatabaseKind.POSTGRESQL;
  }
}
