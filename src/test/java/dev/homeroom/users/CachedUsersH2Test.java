package dev.homeroom.users;

import dev.homeroom.database.DatabaseKind;

class CachedUsersH2Test extends CachedUsersContract {
  @Override
  DatabaseKind kind() {
    return DatabaseKind.H2;
  }
}
