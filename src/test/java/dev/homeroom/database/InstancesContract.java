package dev.homeroom.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.homeroom.cache.RunningInstances.RunningInstance;
import dev.homeroom.cache.generations.GenerationLimits;
import dev.homeroom.cache.generations.Generations;
import dev.homeroom.cache.generations.PollResult;
import dev.homeroom.sql.Queries;
import dev.homeroom.testkit.LogCapture;
import dev.homeroom.time.BackgroundLoops;
import jakarta.enterprise.event.Shutdown;
import jakarta.enterprise.event.Startup;
import java.lang.reflect.Proxy;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.logging.Level;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which servers are found to run, on every database. */
abstract class InstancesContract {
  private static final Duration SEEN = Duration.ofSeconds(30);

  private final Generations generations =
      new Generations(Clock.systemUTC(), () -> 0, GenerationLimits.SHIPPED);
  private final InstanceHeartbeat first = server();
  private final InstanceHeartbeat second = server();

  /** Returns a database with the schema. */
  abstract DataSource database();

  private InstanceHeartbeat server() {
    InstanceHeartbeat made = new InstanceHeartbeat();
    made.generations = generations;
    made.clock = Clock.systemUTC();
    made.offset = new ClockOffset();
    made.offset.clock = made.clock;
    made.loops = new BackgroundLoops(Thread::new, () -> 0);
    return made;
  }

  @BeforeEach
  void connect() {
    generations.complete(generations.begin(), new PollResult(Map.of(), false, Map.of(), Set.of()));
    first.dataSource = database();
    second.dataSource = database();
    new Queries(database()).update("delete from instance");
  }

  @Test
  void say_isSeenByAll_onceForEachServer() throws SQLException {
    first.say();
    second.say();
    first.say();

    assertThat(first.seenWithin(SEEN))
        .extracting(RunningInstance::id)
        .containsExactlyInAnyOrder(first.ownId(), second.ownId());
    assertThat(second.seenWithin(SEEN)).isEqualTo(first.seenWithin(SEEN));
  }

  /** The test's clock and the database's are one machine's. */
  @ParameterizedTest
  @CsvSource({"PT1H, ahead of", "PT-1H, behind"})
  void clockThatIsAnHourOff_isMeasured_andToldOnce_andOnceWhenItIsSet(String off, String said)
      throws SQLException {
    Duration hour = Duration.parse(off);
    try (LogCapture log = new LogCapture(ClockOffset.class.getName())) {
      first.say();
      assertThat(first.offset.seconds()).isBetween(-29.0, 29.0);
      assertThat(log.linesFrom(Level.INFO)).isEmpty();

      first.offset.clock = Clock.offset(Clock.systemUTC(), hour);
      first.say();
      first.say();

      assertThat(first.offset.seconds() - hour.toSeconds()).isBetween(-29.0, 29.0);
      assertThat(log.linesFrom(Level.WARNING))
          .hasSize(1)
          .allMatch(line -> line.contains(" s " + said + " that of the database"));

      first.offset.clock = Clock.systemUTC();
      first.say();
      first.say();

      assertThat(log.linesFrom(Level.INFO)).hasSize(2);
      assertThat(log.linesFrom(Level.INFO).get(1)).contains("again");
    }
  }

  @Test
  void silence_of31Seconds_isNotSeen_andOfADay_isRemoved() throws SQLException {
    insert("silent", "31", "second");
    insert("present", "20", "second");
    insert("yesterdays", "25", "hour");
    insert("todays", "23", "hour");

    first.say();

    assertThat(first.seenWithin(SEEN))
        .extracting(RunningInstance::id)
        .containsExactlyInAnyOrder("present", first.ownId());
    assertThat(ids()).containsExactlyInAnyOrder("silent", "present", "todays", first.ownId());
  }

  private void insert(String id, String ago, String unit) {
    new Queries(database())
        .update(
            "insert into instance (id, version, started_at, seen_at) values (?, '1', "
                + "current_timestamp - interval '40' day, current_timestamp - interval '"
                + ago
                + "' "
                + unit
                + ")",
            id);
  }

  private Set<String> ids() {
    return Set.copyOf(new Queries(database()).list("select id from instance", row -> row.text(1)));
  }

  @Test
  @Timeout(60)
  void stop_takesTheRowAway() {
    first.start(new Startup());
    while (ids().isEmpty()) {
      Thread.onSpinWait(); // Its own loop says so at once.
    }

    first.stop(new Shutdown());

    assertThat(ids()).isEmpty();
  }

  @Test
  void read_ofADatabaseThatFails_throws() {
    first.dataSource = failing();

    assertThatThrownBy(() -> first.seenWithin(SEEN))
        .isInstanceOf(InstancesNotReadException.class)
        .hasCauseInstanceOf(SQLException.class);
  }

  @Test
  void stop_whileTheDatabaseFails_ends() {
    first.dataSource = failing();
    first.start(new Startup());

    first.stop(new Shutdown());

    assertThat(ids()).isEmpty();
  }

  /** Returns a database that is not there. */
  private static DataSource failing() {
    return (DataSource)
        Proxy.newProxyInstance(
            InstancesContract.class.getClassLoader(),
            new Class<?>[] {DataSource.class},
            (proxy, method, arguments) -> {
              throw new SQLException("by the test", "08001");
            });
  }
}
