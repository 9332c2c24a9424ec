package dev.homeroom.database;

class CriticalKeysMariaDbTest extends CriticalKeysContract {
  @Override
  DatabaseKind kind() {
    return DatabaseKind.MARIADB;
  }
}
