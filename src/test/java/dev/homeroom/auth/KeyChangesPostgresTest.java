package dev.homeroom.auth;

import dev.homeroom.database.DatabaseKind;

/** The rows of signing keys on PostgreSQL. */
class KeyChangesPostgresTest extends KeyChangesContract {
  @Override
  DatabaseKind kind() {
    return DatabaseKind.POSTGRESQL;
  }
}
