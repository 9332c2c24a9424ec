package dev.homeroom.database;

class MariaDbProtocolTest extends ProtocolContract {
  @Override
  DatabaseKind kind() {
    return DatabaseKind.MARIADB;
  }
}
