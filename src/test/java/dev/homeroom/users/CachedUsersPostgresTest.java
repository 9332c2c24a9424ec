package dev.homeroom.users;

import dev.homeroom.database.DatabaseKind;

class CachedUsersPostgresTest extends CachedUsersContract {
  @Override
  DatabaseKind kind() {
    return DatabaseKind.POSTGRESQL;
  }
}
