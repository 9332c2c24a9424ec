package dev.homeroom.auth;

import dev.homeroom.database.DatabaseKind;

class AuditedSessionsPostgresTest extends AuditedSessionsContract {
  @Override
  DatabaseKind kind() {
    return DatabaseKind.POSTGRESQL;
  }
}
