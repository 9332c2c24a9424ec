package dev.homeroom.auth;

import dev.homeroom.database.DatabaseKind;

class AuditedLoginsH2Test extends AuditedLoginsContract {
  @Override
  DatabaseKind kind() {
    return DatabaseKind.H2;
  }
}
