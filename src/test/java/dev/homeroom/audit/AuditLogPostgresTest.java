package dev.homeroom.audit;

import dev.homeroom.database.DatabaseKind;

class AuditLogPostgresTest extends AuditLogContract {
  @Override
  DatabaseKind kind() {
    return DatabaseKind.POSTGRESQL;
  }
}
