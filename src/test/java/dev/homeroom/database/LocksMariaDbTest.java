package dev.homeroom.database;

class LocksMariaDbTest extends LocksContract {
  @Override
  DatabaseKind kind() {
    return DatabaseKind.MARIADB;
  }
}
