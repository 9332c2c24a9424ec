package dev.homeroom.auth;

import dev.homeroom.database.DatabaseKind;

/** The promises of a session on PostgreSQL. */
class RefreshPostgresTest extends RefreshContract {
  @Override
  DatabaseKind kind() {
    return DatabaseKind.POSTGRESQL;
  }
}
