package dev.homeroom.auth;

import dev.homeroom.database.DatabaseKind;

/** A password change beside a second server, on PostgreSQL. */
class PasswordOnTwoServersPostgresTest extends PasswordOnTwoServersContract {
  @Override
  DatabaseKind kind() {
    return DatabaseKind.POSTGRESQL;
  }
}
