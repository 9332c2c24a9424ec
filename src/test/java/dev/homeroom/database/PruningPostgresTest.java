package dev.homeroom.database;

import dev.homeroom.testkit.Databases;

class PruningPostgresTest extends PruningContract {
  @Override
  Databases.Address emptyDatabase() {
    return Databases.postgres();
  }

  @Override
  DatabaseKind kind() {
    return DatabaseKind.POSTGRESQL;
  }
}
