package dev.homeroom.users;

import dev.homeroom.database.DatabaseKind;

class CachedUsersMariaDbTest extends CachedUsersContract {
  @Override
  DatabaseKind kind() {
    return DatabaseKind.MARIADB;
  }
}
