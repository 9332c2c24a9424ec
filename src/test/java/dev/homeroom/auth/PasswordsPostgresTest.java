package dev.homeroom.auth;

import dev.homeroom.database.DatabaseKind;

/** Passwords and one-time codes on PostgreSQL. */
class PasswordsPostgresTest extends PasswordsContract {
  @Override
  DatabaseKind kind() {
    return DatabaseKind.POSTGRESQL;
  }
}
