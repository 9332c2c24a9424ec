package dev.homeroom.database;

class CriticalKeysH2Test extends CriticalKeysContract {
  @Override
  DatabaseKind kind() {
    return DatabaseKind.H2;
  }
}
