package dev.homeroom.auth;

import dev.homeroom.database.DatabaseKind;
import dev.homeroom.testkit.Databases;

/** The promise of a logout on PostgreSQL. */
class LogoutPostgresTest extends LogoutContract {
  @Override
  Databases.Address address() {
    return Databases.postgres();
  }

  @Override
  DatabaseKind kind() {
    return DatabaseKind.POSTGRESQL;
  }
}
