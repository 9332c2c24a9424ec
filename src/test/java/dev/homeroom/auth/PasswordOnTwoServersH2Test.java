package dev.homeroom.auth;

import dev.homeroom.database.DatabaseKind;

/** A password change beside a second server, on H2. */
class PasswordOnTwoServersH2Test extends PasswordOnTwoServersContract {
  @Override
  DatabaseKind kind() {
    return DatabaseKind.H2;
  }
}
