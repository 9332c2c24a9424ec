package dev.homeroom.database;

class PruningH2Test extends PruningContract {
  @Override
  DatabaseKind kind() {
    return DatabaseKind.H2;
  }
}
