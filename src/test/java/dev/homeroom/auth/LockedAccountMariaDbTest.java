package dev.homeroom.auth;

import dev.homeroom.database.DatabaseKind;

class LockedAccountMariaDbTest extends LockedAccountContract {
  @Override
  DatabaseKind kind() {
    return DatabaseKind.MARIADB;
  }
}
