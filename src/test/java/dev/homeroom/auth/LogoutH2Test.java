package dev.homeroom.auth;

import dev.homeroom.database.DatabaseKind;
import dev.homeroom.testkit.Databases;

/** The promise of a logout on H2. */
class LogoutH2Test extends LogoutContract {
  @Override
  Databases.Address address() {
    return Databases.migrated(DatabaseKind.H2);
  }

  @Override
  DatabaseKind kind() {
    return DatabaseKind.H2;
  }
}
