package dev.homeroom.database;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class LocksPostgresTest extends LocksContract {
  @Override
  DatabaseKind kind() {
    return DatabaseKind.POSTGRESQL;
  }

  @Test
  void underLock_idleTransactionsAreEnded_keepsItsLockLonger() throws Exception {
    try (HikariDataSource ended = address.pool(2, "-c idle_in_transaction_session_timeout=100ms")) {
      Installation installation = new Installation();
      installation.dataSource = ended;

      installation.underLock(
          () -> {
            try (Connection other = pool.getConnection()) {
              execute(other, "select pg_sleep(0.5)");
              other.setAutoCommit(false);
              assertThat(new Installation().tryLock(other)).as("somebody else").isFalse();
            } catch (SQLException e) {
              throw new IllegalStateException(e);
            }
          });
    }
  }
}
