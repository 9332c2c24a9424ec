package dev.homeroom.auth;

import dev.homeroom.database.DatabaseKind;

class AuditedSessionsH2Test extends AuditedSessionsContract {
  @Override
  DatabaseKind kind() {
    return DatabaseKind.H2;
  }
}
