package dev.homeroom.auth;

import dev.homeroom.database.DatabaseKind;

class AuditedLoginsMariaDbTest extends AuditedLoginsContract {
  @Override
  DatabaseKind kind() {
    return DatabaseKind.MARIADB;
  }
}
