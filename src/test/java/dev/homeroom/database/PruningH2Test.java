package dev.homeroom.database;

import dev.homeroom.testkit.Databases;

class PruningH2Test extends PruningContract {
  @Override
  Databases.Address emptyDatabase() {
    return Databases.h2();
  }

  @Override
  DatabaseKind kind() {
    return DatabaseKind.H2;
  }
}
