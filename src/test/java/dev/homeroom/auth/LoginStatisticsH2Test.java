package dev.homeroom.auth;

import dev.homeroom.sql.TestDatabase;
import javax.sql.DataSource;

class LoginStatisticsH2Test extends LoginStatisticsContract {
  private static final DataSource DATABASE = TestDatabase.empty();

  @Override
  DataSource database() {
    return DATABASE;
  }
}
