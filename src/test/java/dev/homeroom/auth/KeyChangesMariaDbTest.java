package dev.homeroom.auth;

import dev.homeroom.database.DatabaseKind;

class KeyChangesMariaDbTest extends KeyChangesContract {
  @Override
  DatabaseKind kind() {
    return DatabaseKind.MARIADB;
  }
}
