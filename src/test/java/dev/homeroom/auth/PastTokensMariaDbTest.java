package dev.homeroom.auth;

import dev.homeroom.database.DatabaseKind;

class PastTokensMariaDbTest extends PastTokensContract {
  @Override
  DatabaseKind kind() {
    return DatabaseKind.MARIADB;
  }
}
