package dev.homeroom.database;

class PruningMariaDbTest extends PruningContract {
  @Override
  DatabaseKind kind() {
    return DatabaseKind.MARIADB;
  }
}
