package dev.homeroom.auth;

import dev.homeroom.database.DatabaseKind;

class RefreshMariaDbTest extends RefreshContract {
  @Override
  DatabaseKind kind() {
    return DatabaseKind.MARIADB;
  }
}
