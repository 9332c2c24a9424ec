package dev.homeroom.database;

import dev.homeroom.testkit.Databases;

class LocksH2Test extends LocksContract {
  @Override
  Databases.Address emptyDatabase() {
    return Databases.h2();
  }

  @Override
  DatabaseKind kind() {
    return DatabaseKind.H2;
  }
}
