package dev.homeroom.users;

import dev.homeroom.database.DatabaseKind;

class UserWritesPostgresTest extends UserWritesContract {
  @Override
  DatabaseKind kind() {
    return DatabaseKind.POSTGRESQL;
  }
}
