package dev.homeroom.auth;

import dev.homeroom.database.DatabaseKind;

/** Logins of an account whose row is held, on PostgreSQL. */
class LockedAccountPostgresTest extends LockedAccountContract {
  @Override
  DatabaseKind kind() {
    return DatabaseKind.POSTGRESQL;
  }
}
