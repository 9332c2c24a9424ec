package dev.homeroom.auth;

import dev.homeroom.database.DatabaseKind;

/** The promises of a session on H2. */
class RefreshH2Test extends RefreshContract {
  @Override
  DatabaseKind kind() {
    return DatabaseKind.H2;
  }
}
