package dev.homeroom.database;

class PruningPostgresTest extends PruningContract {
  @Override
  DatabaseKind kind() {
    return DatabaseKind.POSTGRESQL;
  }
}
