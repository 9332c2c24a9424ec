package dev.homeroom.users;

import dev.homeroom.database.DatabaseKind;

class UserWritesMariaDbTest extends UserWritesContract {
  @Override
  DatabaseKind kind() {
    return DatabaseKind.MARIADB;
  }
}
