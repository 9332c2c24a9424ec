package dev.homeroom.auth;

import dev.homeroom.database.DatabaseKind;

/** Passwords and one-time codes on H2. */
class PasswordsH2Test extends PasswordsContract {
  @Override
  DatabaseKind kind() {
    return DatabaseKind.H2;
  }
}
