package dev.homeroom.auth;

import dev.homeroom.database.DatabaseKind;

class PastTokensH2Test extends PastTokensContract {
  @Override
  DatabaseKind kind() {
    return DatabaseKind.H2;
  }
}
