package dev.homeroom.database;

class H2ProtocolTest extends ProtocolContract {
  @Override
  DatabaseKind kind() {
    return DatabaseKind.H2;
  }
}
