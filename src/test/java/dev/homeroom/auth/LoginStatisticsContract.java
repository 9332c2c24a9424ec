package dev.homeroom.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.homeroom.auth.LoginsToday.RoleLogins;
import dev.homeroom.cache.RunningInstances;
import dev.homeroom.cache.generations.GenerationLimits;
import dev.homeroom.cache.generations.Generations;
import dev.homeroom.cache.generations.PollResult;
import dev.homeroom.sql.Queries;
import dev.homeroom.time.BackgroundLoops;
import jakarta.enterprise.event.Shutdown;
import jakarta.enterprise.event.Startup;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is told of the logins of a day, on every database. */
abstract class LoginStatisticsContract {
  private static final Instant EVENING = Instant.parse("2026-11-20T23:59:59.500Z");

  private final MovedClock clock = new MovedClock();
  private final Server first = new Server();
  private final Server second = new Server();

  /** Returns a database with the schema. */
  abstract DataSource database();

  /** A clock that a test sets. */
  private static final class MovedClock extends Clock {
    Instant now = EVENING;

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      throw new UnsupportedOperationException();
    }
  }

  /** One server: what it counts, and what it writes. */
  private final class Server {
    final LoginStatistics counts = new LoginStatistics();
    final LoginStatisticsUpkeep upkeep = new LoginStatisticsUpkeep();
    final Generations generations = new Generations(clock, () -> 0, GenerationLimits.SHIPPED);
    final AtomicInteger connections = new AtomicInteger();

    /** The statement of a connection that fails, counted from 1; 0 for none. */
    int failingStatement;

    Server() {
      String id = UUID.randomUUID().toString();
      counts.clock = clock;
      upkeep.counts = counts;
      upkeep.generations = generations;
      upkeep.loops = new BackgroundLoops(Thread::new, () -> 0);
      upkeep.instances =
          new RunningInstances() {
            @Override
            public String ownId() {
              return id;
            }

            @Override
            public List<RunningInstance> seenWithin(Duration time) {
              throw new UnsupportedOperationException();
            }
          };
      findDatabase();
    }

    void loseDatabase() {
      generations.failed(generations.begin(), "by the test");
    }

    void findDatabase() {
      generations.complete(
          generations.begin(), new PollResult(Map.of(), false, Map.of(), Set.of()));
    }

    private Connection connection(DataSource real) throws SQLException {
      connections.incrementAndGet();
      Connection opened = real.getConnection();
      AtomicInteger statements = new AtomicInteger();
      return (Connection)
          Proxy.newProxyInstance(
              getClass().getClassLoader(),
              new Class<?>[] {Connection.class},
              (proxy, method, arguments) -> {
                if (method.getName().equals("prepareStatement")
                    && statements.incrementAndGet() == failingStatement) {
                  throw new SQLException("by the test");
                }
                try {
                  return method.invoke(opened, arguments);
                } catch (InvocationTargetException e) {
                  throw e.getCause();
                }
              });
    }
  }

  @BeforeEach
  void connect() {
    new Queries(database()).update("delete from login_count");
    for (Server server : List.of(first, second)) {
      server.upkeep.dataSource =
          (DataSource)
              Proxy.newProxyInstance(
                  getClass().getClassLoader(),
                  new Class<?>[] {DataSource.class},
                  (proxy, method, arguments) -> server.connection(database()));
    }
  }

  private LoginsToday today() {
    DailyLogins figures = new DailyLogins();
    figures.queries = new Queries(database());
    figures.clock = clock;
    return figures.today();
  }

  private int rows() {
    return new Queries(database())
        .find("select count(*) from login_count", row -> row.integer(1))
        .orElseThrow();
  }

  @Test
  void today_withoutALogin_isNothing() {
    assertThat(today()).isEqualTo(new LoginsToday(day("2026-11-20"), 0, 0, List.of(), false));
  }

  @Test
  void today_isTheSumOverServersAndRoles() throws SQLException {
    first.counts.succeeded(Set.of("TEACHER", "PARENT"));
    first.counts.succeeded(Set.of("TEACHER"));
    first.counts.failed();
    second.counts.succeeded(Set.of("TEACHER"));
    second.counts.succeeded(Set.of("STUDENT"));
    second.counts.failed();
    second.counts.failed();

    first.upkeep.write();
    second.upkeep.write();

    assertThat(today())
        .isEqualTo(
            new LoginsToday(
                day("2026-11-20"),
                4,
                3,
                List.of(
                    new RoleLogins("TEACHER", 3),
                    new RoleLogins("PARENT", 1),
                    new RoleLogins("STUDENT", 1)),
                false));
  }

  @Test
  void write_again_addsWhatIsNew_andAsksNothingIfNothingIs() throws SQLException {
    first.counts.failed();
    first.upkeep.write();
    first.counts.failed();
    first.upkeep.write();
    assertThat(today().failed()).isEqualTo(2);
    int asked = first.connections.get();

    first.upkeep.write();

    assertThat(first.connections).hasValue(asked);
    assertThat(today().failed()).isEqualTo(2);
  }

  /** Three rows take six statements, and the seventh removes old ones. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7})
  void write_thatBreaksOff_isRepeatedAndCountsNothingTwice(int statement) throws SQLException {
    first.counts.succeeded(Set.of("TEACHER"));
    first.counts.failed();
    first.failingStatement = statement;
    assertThatThrownBy(first.upkeep::write).isInstanceOf(SQLException.class);
    first.failingStatement = 0;
    first.counts.failed();

    first.upkeep.write();

    assertThat(today().logins()).isEqualTo(1);
    assertThat(today().failed()).isEqualTo(2);
    assertThat(today().byRole()).containsExactly(new RoleLogins("TEACHER", 1));
  }

  @Test
  void whileTheDatabaseIsAway_loginsAreCounted_andNothingIsAsked() throws SQLException {
    first.loseDatabase();
    first.counts.succeeded(Set.of("TEACHER"));
    first.upkeep.write();
    assertThat(first.connections).hasValue(0);

    first.findDatabase();
    first.upkeep.write();

    assertThat(today().logins()).isEqualTo(1);
  }

  @Test
  void midnight_isThatOfUtc_andTheDayBeforeIsStillWritten() throws SQLException {
    first.counts.failed();
    clock.now = Instant.parse("2026-11-21T00:00:00Z");
    first.counts.failed();
    first.counts.failed();

    first.upkeep.write();

    assertThat(today().date()).isEqualTo("2026-11-21");
    assertThat(today().failed()).isEqualTo(2);
    clock.now = EVENING;
    assertThat(today().failed()).isEqualTo(1);
  }

  /** It began before midnight, and is counted after the first write of the new day. */
  @Test
  void login_ofTheDayBefore_thatIsCountedLate_isAddedToThatDay() throws SQLException {
    first.counts.failed();
    clock.now = Instant.parse("2026-11-21T00:00:00Z");
    first.upkeep.write();
    clock.now = EVENING;
    first.counts.failed();

    first.upkeep.write();

    assertThat(today().failed()).isEqualTo(2);
  }

  @Test
  void days_areForgottenInMemoryAfterTheNext_andAsRowsAfterNinety() throws SQLException {
    first.counts.failed();
    first.upkeep.write();
    clock.now = Instant.parse("2026-11-22T00:00:00Z");
    first.counts.failed();
    first.upkeep.write();
    assertThat(first.counts.numbers()).hasSize(1);
    assertThat(rows()).isEqualTo(2);

    clock.now = Instant.parse("2027-02-19T00:00:00Z");
    first.counts.failed();
    first.upkeep.write();

    assertThat(rows()).isEqualTo(2);
    clock.now = EVENING;
    assertThat(today().failed()).isZero();
  }

  @Test
  void stop_writesTheLastOnes() {
    first.upkeep.start(new Startup());
    first.counts.failed();

    first.upkeep.stop(new Shutdown());

    assertThat(today().failed()).isEqualTo(1);
  }

  @Test
  void stop_whileTheDatabaseIsAway_ends() {
    first.upkeep.start(new Startup());
    first.counts.failed();
    first.failingStatement = 1;

    first.upkeep.stop(new Shutdown());

    assertThat(today().failed()).isZero();
  }

  @Test
  void count_fromManyThreads_losesNone() throws Exception {
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      Thread thread =
          new Thread(
              () -> {
                for (int n = 0; n < 1_000; n++) {
                  first.counts.succeeded(Set.of("TEACHER"));
                }
              });
      threads.add(thread);
      thread.start();
    }
    first.upkeep.write();
    for (Thread thread : threads) {
      thread.join();
    }
    first.upkeep.write();

    assertThat(today().logins()).isEqualTo(8_000);
  }

  private static LocalDate day(String text) {
    return LocalDate.parse(text);
  }
}
