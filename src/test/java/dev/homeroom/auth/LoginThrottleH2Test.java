package dev.homeroom.auth;

import dev.homeroom.sql.TestDatabase;
import javax.sql.DataSource;

class LoginThrottleH2Test extends LoginThrottleContract {
  private static final DataSource DATABASE = TestDatabase.empty();

  @Override
  DataSource database() {
    return DATABASE;
  }
}
