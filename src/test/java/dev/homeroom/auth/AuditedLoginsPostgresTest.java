package dev.homeroom.auth;

import dev.homeroom.database.DatabaseKind;

class AuditedLoginsPostgresTest extends AuditedLoginsContract {
  @Override
  DatabaseKind kind() {
    return DatabaseKind.POSTGRESQL;
  }
}
