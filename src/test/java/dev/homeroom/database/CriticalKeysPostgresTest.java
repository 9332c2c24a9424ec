package dev.homeroom.database;

class CriticalKeysPostgresTest extends CriticalKeysContract {
  @Override
  DatabaseKind kind() {
    return DatabaseKind.POSTGRESQL;
  }
}
