package dev.homeroom.schools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.zaxxer.hikari.HikariDataSource;
import dev.homeroom.database.DatabaseKind;
import dev.homeroom.http.ErrorCode;
import dev.homeroom.http.ProblemException;
import dev.homeroom.sql.DatabaseException;
import dev.homeroom.sql.Queries;
import dev.homeroom.sql.TestBeans;
import dev.homeroom.sql.TestDatabase;
import dev.homeroom.testkit.Databases;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a school's subscription allows, in the fixture's school of five active people. */
abstract class SubscriptionsContract {
  private static final String SCHOOL = "900011";

  /** A quarter past midnight of 2027-11-21 in Berlin, while it is 2027-11-20 by UTC. */
  private static final Instant AFTER_THE_LAST_DAY = Instant.parse("2027-11-20T23:15:00Z");

  private static final Instant NOW = Instant.parse("2026-11-20T09:00:00Z");

  private HikariDataSource pool;
  private Queries queries;

  abstract Databases.Address address();

  abstract DatabaseKind kind();

  /** Returns the statement by which a connection waits for a lock for 100 ms at most. */
  abstract String shortLockWait();

  @BeforeEach
  void make() {
    pool = address().pool(6);
    TestDatabase.run(pool, "/fixture/one-class.sql");
    queries = new Queries(pool);
  }

  @AfterEach
  void close() {
    pool.close();
  }

  @Test
  void requireSeat_countsActivePeopleOfTheSchoolButParents() {
    seats(6);
    assertThatCode(() -> subscriptions(NOW).requireSeat(SCHOOL)).doesNotThrowAnyException();

    seats(5);
    ProblemException refused = refusal(NOW);
    assertThat(refused.code()).isEqualTo(ErrorCode.PLAN_EXHAUSTED);
    assertThat(refused).hasMessageContaining("All 5 seats").hasMessageContaining("5 active people");

    queries.update("update person set active = ? where id = 900105", false);
    assertThatCode(() -> subscriptions(NOW).requireSeat(SCHOOL)).doesNotThrowAnyException();
  }

  @Test
  void requireSeat_ofASmallerPlanThanPeople_isRefused() {
    seats(0);
    assertThat(refusal(NOW)).hasMessageContaining("All 0 seats");
  }

  @Test
  void require_onTheLastDayOfTheSubscription_isAllowed_andOnTheNextRefused_byTheSchoolsCalendar() {
    Instant lastEvening = AFTER_THE_LAST_DAY.minusSeconds(3_600);
    assertThatCode(() -> subscriptions(lastEvening).requireSeat(SCHOOL)).doesNotThrowAnyException();
    assertThatCode(() -> subscriptions(lastEvening).requireCurrent(SCHOOL))
        .doesNotThrowAnyException();

    ProblemException refused = refusal(AFTER_THE_LAST_DAY);
    assertThat(refused.code()).isEqualTo(ErrorCode.PLAN_EXHAUSTED);
    assertThat(refused).hasMessageContaining("ended on 2027-11-20");
    assertThat(
            catchThrowableOfType(
                ProblemException.class,
                () -> subscriptions(AFTER_THE_LAST_DAY).requireCurrent(SCHOOL)))
        .hasMessageContaining("ended on 2027-11-20");
  }

  @Test
  void requireSeat_ofNoSchool_namesTheField() {
    for (String id : new String[] {"1", "x'--", ""}) {
      ProblemException refused =
          catchThrowableOfType(ProblemException.class, () -> subscriptions(NOW).requireSeat(id));
      assertThat(refused.code()).isEqualTo(ErrorCode.INVALID_INPUT);
      assertThat(refused.errors()).extracting(e -> e.field()).containsExactly("school_id");
    }
  }

  @Test
  void requireSeat_holdsTheSchool_soThatTwoAtOnceGetTheLastSeatOnce() throws SQLException {
    seats(6);
    try (Connection first = begun();
        Connection second = begun()) {
      subscriptions(NOW, first).requireSeat(SCHOOL);
      assertThatThrownBy(() -> subscriptions(NOW, second).requireSeat(SCHOOL))
          .as("while the first has neither committed nor rolled back, the second waits")
          .isInstanceOf(DatabaseException.class);
      second.rollback();
      new Queries(of(first))
          .update(
              "insert into person (id, school_id, name, kind) values (1, 900011, 'N', 'student')");
      first.commit();

      assertThat(
              catchThrowableOfType(
                      ProblemException.class, () -> subscriptions(NOW, second).requireSeat(SCHOOL))
                  .code())
          .isEqualTo(ErrorCode.PLAN_EXHAUSTED);
      second.rollback();
    }
  }

  private Connection begun() throws SQLException {
    Connection connection = pool.getConnection();
    new Queries(of(connection)).update(shortLockWait());
    connection.setAutoCommit(false);
    return connection;
  }

  /** Returns a data source whose connections are this one, which stays open. */
  private static DataSource of(Connection connection) {
    ClassLoader loader = SubscriptionsContract.class.getClassLoader();
    Object unclosed =
        Proxy.newProxyInstance(
            loader,
            new Class<?>[] {Connection.class},
            (proxy, method, arguments) ->
                method.getName().equals("close") ? null : method.invoke(connection, arguments));
    return (DataSource)
        Proxy.newProxyInstance(
            loader, new Class<?>[] {DataSource.class}, (proxy, method, arguments) -> unclosed);
  }

  private void seats(int seats) {
    queries.update("update school set seats = ? where id = 900011", seats);
  }

  private ProblemException refusal(Instant now) {
    return catchThrowableOfType(
        ProblemException.class, () -> subscriptions(now).requireSeat(SCHOOL));
  }

  private Subscriptions subscriptions(Instant now) {
    return new TestBeans(pool, Clock.fixed(now, ZoneOffset.UTC)).get(Subscriptions.class);
  }

  private Subscriptions subscriptions(Instant now, Connection connection) {
    return new TestBeans(of(connection), Clock.fixed(now, ZoneOffset.UTC)).get(Subscriptions.class);
  }
}
