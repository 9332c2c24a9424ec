package dev.homeroom.auth;

import dev.homeroom.database.DatabaseKind;

class PastTokensPostgresTest extends PastTokensContract {
  @Override
  DatabaseKind kind() {
    return DatabaseKind.POSTGRESQL;
  }
}
