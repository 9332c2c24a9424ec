package dev.homeroom.auth;

import dev.homeroom.sql.TestDatabase;
import javax.sql.DataSource;

class LoginCountsH2Test extends LoginCountsContract {
  private static final DataSource DATABASE = TestDatabase.empty();

  @Override
  DataSource database() {
    return DATABASE;
  }
}
