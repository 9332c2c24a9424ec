package dev.homeroom.auth;

import dev.homeroom.database.DatabaseKind;

/** Logins of an account whose row is held, on H2. */
class LockedAccountH2Test extends LockedAccountContract {
  @Override
  DatabaseKind kind() {
    return DatabaseKind.H2;
  }
}
