package dev.homeroom.users;

import dev.homeroom.database.DatabaseKind;

class UserWritesH2Test extends UserWritesContract {
  @Override
  DatabaseKind kind() {
    return DatabaseKind.H2;
  }
}
