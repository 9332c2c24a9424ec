package dev.homeroom.audit;

import dev.homeroom.database.DatabaseKind;

class AuditLogH2Test extends AuditLogContract {
  @Override
  DatabaseKind kind() {
    return DatabaseKind.H2;
  }
}
