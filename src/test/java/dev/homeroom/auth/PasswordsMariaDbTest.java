package dev.homeroom.auth;

import dev.homeroom.database.DatabaseKind;

class PasswordsMariaDbTest extends PasswordsContract {
  @Override
  DatabaseKind kind() {
    return DatabaseKind.MARIADB;
  }
}
