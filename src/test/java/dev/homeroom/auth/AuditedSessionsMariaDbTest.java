package dev.homeroom.auth;

import dev.homeroom.database.DatabaseKind;

class AuditedSessionsMariaDbTest extends AuditedSessionsContract {
  @Override
  DatabaseKind kind() {
    return DatabaseKind.MARIADB;
  }
}
