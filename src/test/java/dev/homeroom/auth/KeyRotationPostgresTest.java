package dev.homeroom.auth;

import dev.homeroom.database.DatabaseKind;

/** Signing keys on PostgreSQL. */
class KeyRotationPostgresTest extends KeyRotationContract {
  @Override
  DatabaseKind kind() {
    return DatabaseKind.POSTGRESQL;
  }
}
