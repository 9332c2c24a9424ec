package dev.homeroom.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.zaxxer.hikari.HikariDataSource;
import dev.homeroom.auth.ToldPerson.Act;
import dev.homeroom.database.DatabaseKind;
import dev.homeroom.http.ErrorCode;
import dev.homeroom.http.Failures;
import dev.homeroom.testkit.Databases;
import dev.homeroom.testkit.FailedStatements;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Another transaction holds the row of an account. A statement that waited for it would fail: after
 * a tenth of a second in PostgreSQL, after two in H2.
 */
abstract class LockedAccountContract {
  private static final String PASSWORD = "seven geese cross the canal";
  private static final String NEXT = "nine herons leave the lake";
  private static final String READ = "select 1 from account where person_id = ? for update";
  private static final String RENAMED =
      "update account set username = 'ada.new', version = version + 1 where person_id = ?";

  private HikariDataSource pool;
  private FailedStatements failed;
  private LoginServer server;
  private AuthWitness witness;
  private ToldPerson ada;
  private ToldPerson bo;

  abstract DatabaseKind kind();

  @BeforeEach
  void start() {
    Databases.Address database = Databases.migrated(kind());
    witness = new AuthWitness(database, kind(), Tokens.KEYS);
    pool = database.pool(6, "-c lock_timeout=100ms");
    failed = new FailedStatements(pool);
    server = new LoginServer(failed.dataSource(), kind(), Tokens.KEYS, Map.of());
    ada = person("ada");
    bo = person("bo");
  }

  private ToldPerson person(String username) {
    ToldPerson made = new ToldPerson(witness.person(username, PASSWORD), username, PASSWORD);
    made.ask(server, Act.LOGIN, "");
    return made;
  }

  @AfterEach
  void stop() {
    witness.close();
    pool.close();
  }

  /** A transaction of somebody else, which is rolled back in the end. */
  private final class Holder implements AutoCloseable {
    private final Connection connection;

    Holder(String sql) throws SQLException {
      connection = pool.getConnection();
      connection.setAutoCommit(false);
      try (PreparedStatement statement = connection.prepareStatement(sql)) {
        statement.setLong(1, Long.parseLong(ada.id));
        statement.execute();
      }
    }

    @Override
    public void close() throws SQLException {
      connection.rollback();
      connection.setAutoCommit(true);
      connection.close();
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = Act.class,
      names = {"LOGIN", "REFRESH", "LOGOUT", "PAGE_LOGOUT"})
  void act_whileTheAccountsRowIsHeld_isAnswered_andNothingWaits(Act act) throws SQLException {
    for (String sql : new String[] {READ, RENAMED}) {
      ada.ask(server, Act.LOGIN, "");
      try (Holder holder = new Holder(sql)) {
        assertThat(holder).isNotNull();
        ada.ask(server, act, "");
        bo.ask(server, act, "");
        bo.ask(server, Act.LOGIN, "");
      }
    }
    assertThat(failed.seen()).isEmpty();
    new AfterCrash(ada, witness).require();
    new AfterCrash(bo, witness).require();
  }

  @ParameterizedTest
  @ValueSource(strings = {"CHANGE", "REDEEM"})
  void newPassword_whileTheAccountsRowIsHeld_isOverloaded_andOthersGoOn(Act act)
      throws SQLException {
    ada.code = witness.code(ada.id);
    try (Holder holder = new Holder(READ)) {
      assertThat(holder).isNotNull();
      ada.asks(act, NEXT);
      Throwable refusal = catchThrowable(() -> ada.answerOf(server));
      assertThat(refusal).isNotNull();
      assertThat(Failures.problem(refusal).code()).isEqualTo(ErrorCode.OVERLOADED);
      assertThat(failed.seen()).as("waits that ended").hasSize(1);
      bo.ask(server, Act.CHANGE, NEXT);
      bo.ask(server, Act.LOGIN, "");
    }
    assertThat(failed.seen()).hasSize(1);
    assertThat(witness.login(ada.username, NEXT)).as("the new password").isEmpty();
    new AfterCrash(ada, witness).require();
    new AfterCrash(bo, witness).require();
  }
}
