package dev.homeroom.database;

class LocksH2Test extends LocksContract {
  @Override
  DatabaseKind kind() {
    return DatabaseKind.H2;
  }
}
