package dev.homeroom.auth;

import dev.homeroom.database.DatabaseKind;

/** Signing keys on H2. */
class KeyRotationH2Test extends KeyRotationContract {
  @Override
  DatabaseKind kind() {
    return DatabaseKind.H2;
  }
}
