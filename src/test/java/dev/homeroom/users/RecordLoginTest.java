package dev.homeroom.users;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.homeroom.database.DatabaseKind;
import dev.homeroom.sql.Queries;
import dev.homeroom.testkit.Databases;
import dev.homeroom.testkit.FailedStatements;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a login writes into its account waits for nobody, on both databases. */
class RecordLoginTest {
  private static final Instant WHEN = Instant.parse("2026-11-20T08:00:00.123Z");

  @ParameterizedTest
  @EnumSource(value = DatabaseKind.class, names = "MARIADB", mode = EnumSource.Mode.EXCLUDE)
  void timeAndHash_whileAnotherTransactionHoldsTheRow_areLeftAsTheyAre(DatabaseKind kind)
      throws Exception {
    Databases.Address address = Databases.migrated(kind);
    // Whoever waited for the row would fail after a tenth of a second, H2's after two.
    try (HikariDataSource pool = address.pool(3, "-c lock_timeout=100ms")) {
      FailedStatements failed = new FailedStatements(pool);
      Accounts accounts = new Accounts();
      accounts.queries = new Queries(failed.dataSource());
      try (Connection holder = pool.getConnection();
          Statement statement = holder.createStatement()) {
        statement.execute("insert into person (id, name, kind) values (7, 'Ada Root', 'admin')");
        statement.execute(
            "insert into account (person_id, username, password_hash) values (7, 'ada', 'h')");
        holder.setAutoCommit(false);
        statement.execute("update account set username = 'ada.l' where person_id = 7");

        accounts.recordLogin("7", WHEN);
        accounts.renewHash("7", "h", "anew");

        holder.rollback();
      }
      Account left = accounts.findByPerson("7").orElseThrow();
      assertThat(left.lastLogin()).isNull();
      assertThat(left.passwordHash()).isEqualTo("h");
      accounts.recordLogin("7", WHEN);
      accounts.renewHash("7", "h", "anew");
      Account written = accounts.findByPerson("7").orElseThrow();
      assertThat(written.lastLogin()).isEqualTo(WHEN);
      assertThat(written.passwordHash()).isEqualTo("anew");
      assertThat(failed.seen()).isEmpty();
    }
  }
}
