package dev.homeroom.database;

import dev.homeroom.testkit.Databases;

class H2ProtocolTest extends ProtocolContract {
  @Override
  Databases.Address emptyDatabase() {
    return Databases.h2();
  }

  @Override
  DatabaseKind kind() {
    return DatabaseKind.H2;
  }
}
