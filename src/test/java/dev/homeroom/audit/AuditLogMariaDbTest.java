package dev.homeroom.audit;

import dev.homeroom.database.DatabaseKind;

class AuditLogMariaDbTest extends AuditLogContract {
  @Override
  DatabaseKind kind() {
    return DatabaseKind.MARIADB;
  }
}
