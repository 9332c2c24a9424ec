package dev.homeroom.auth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.homeroom.database.DatabaseKind;
import dev.homeroom.testkit.Databases;
import org.junit.jupiter.api.Test;

/** The promise of a logout on PostgreSQL. */
class LogoutPostgresTest extends LogoutContract {
  @Override
  Databases.Address address() {
    return Databases.migrated(DatabaseKind.POSTGRESQL);
  }

  @Override
  DatabaseKind kind() {
    return DatabaseKind.POSTGRESQL;
  }

  @Test
  void logout_ofATokenThatAnotherInstanceTookBack_isNoErrorInTheDatabasesLog() throws Exception {
    assertThat(refusedWhileTwoInstancesTakeOneTokenBack()).isEmpty();
  }
}
