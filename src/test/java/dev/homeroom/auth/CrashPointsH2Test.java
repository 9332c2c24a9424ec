package dev.homeroom.auth;

import dev.homeroom.database.DatabaseKind;

/** What a server that dies leaves in H2. */
class CrashPointsH2Test extends CrashPointsContract {
  @Override
  DatabaseKind kind() {
    return DatabaseKind.H2;
  }
}
