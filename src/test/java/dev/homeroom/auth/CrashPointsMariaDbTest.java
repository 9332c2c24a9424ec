package dev.homeroom.auth;

import dev.homeroom.database.DatabaseKind;

class CrashPointsMariaDbTest extends CrashPointsContract {
  @Override
  DatabaseKind kind() {
    return DatabaseKind.MARIADB;
  }
}
