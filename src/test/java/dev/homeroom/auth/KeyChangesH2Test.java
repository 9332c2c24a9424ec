package dev.homeroom.auth;

import dev.homeroom.database.DatabaseKind;

/** The rows of signing keys on H2. */
class KeyChangesH2Test extends KeyChangesContract {
  @Override
  DatabaseKind kind() {
    return DatabaseKind.H2;
  }
}
