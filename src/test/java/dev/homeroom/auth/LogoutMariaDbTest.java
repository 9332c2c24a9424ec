package dev.homeroom.auth;

import dev.homeroom.database.DatabaseKind;
import dev.homeroom.testkit.Databases;

class LogoutMariaDbTest extends LogoutContract {
  @Override
  Databases.Address address() {
    return Databases.migrated(DatabaseKind.MARIADB);
  }

  @Override
  DatabaseKind kind() {
    return DatabaseKind.MARIADB;
  }
}
