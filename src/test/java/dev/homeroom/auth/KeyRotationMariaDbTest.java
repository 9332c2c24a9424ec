package dev.homeroom.auth;

import dev.homeroom.database.DatabaseKind;

class KeyRotationMariaDbTest extends KeyRotationContract {
  @Override
  DatabaseKind kind() {
    return DatabaseKind.MARIADB;
  }
}
