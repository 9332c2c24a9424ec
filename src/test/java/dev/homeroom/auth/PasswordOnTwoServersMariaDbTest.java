package dev.homeroom.auth;

import dev.homeroom.database.DatabaseKind;

class PasswordOnTwoServersMariaDbTest extends PasswordOnTwoServersContract {
  @Override
  DatabaseKind kind() {
    return DatabaseKind.MARIADB;
  }
}
