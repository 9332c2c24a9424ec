package dev.homeroom.database;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.homeroom.cache.Tag;
import dev.homeroom.cache.generations.GenerationLimits;
import dev.homeroom.cache.generations.Generations;
import dev.homeroom.testkit.Databases;
import dev.homeroom.testkit.ManualTime;
import dev.homeroom.time.BackgroundLoops;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a poll takes for a database that is away: H2, whose connections fail as is told. */
class ChangePollerTest {
  private final HikariDataSource pool = Databases.migrated(DatabaseKind.H2).pool(4);
  private final ManualTime time = new ManualTime();
  private final Generations generations = new Generations(time, time, GenerationLimits.SHIPPED);
  private String state = "08006";
  private Duration takes = Duration.ZERO;
  private int failures;
  private final AtomicInteger errors = new AtomicInteger();
  private int asked;

  @AfterEach
  void close() {
    pool.close();
  }

  @Test
  void connectionThatDiedInThePool_isNoDatabaseAway() {
    failures = 1;
    assertThat(poller().pollOnce()).isTrue();
    assertThat(generations.databaseAway()).isFalse();
    assertThat(asked).isEqualTo(2);
  }

  @Test
  void refusedTwice_isAway() {
    failures = 2;
    assertThat(poller().pollOnce()).isFalse();
    assertThat(generations.databaseAway()).isTrue();
    assertThat(asked).isEqualTo(2);
  }

  @Test
  void connectionThatFailedLate_isAwayAtOnce() {
    failures = 1;
    takes = Duration.ofSeconds(2);
    assertThat(poller().pollOnce()).isFalse();
    assertThat(generations.databaseAway()).isTrue();
  }

  @Test
  void statementRefused_isAwayAtOnce() {
    failures = 1;
    state = "42P01";
    assertThat(poller().pollOnce()).isFalse();
    assertThat(asked).isEqualTo(1);
  }

  @Test
  void outOfMemory_isNoDatabaseAway_andTheLoopReadsOn() throws Exception {
    assertThat(poller().pollOnce()).isTrue();
    errors.set(30);
    AtomicBoolean wasAway = new AtomicBoolean();
    BackgroundLoops loops = new BackgroundLoops(Thread::new, System::nanoTime);
    PollTimes quick =
        new PollTimes(Duration.ofMillis(5), Duration.ofMillis(1), Duration.ofMinutes(1));
    try (ChangePollerLoop reads = new ChangePollerLoop(poller(), quick, generations, loops)) {
      assertThat(reads).isNotNull();
      Tag tag = Tag.of("user", "1");
      Scenarios.await(
          "errors",
          () -> {
            wasAway.compareAndSet(false, generations.databaseAway());
            return loops.all().get(0).failures() == 30;
          });
      assertThat(errors).hasValue(0);
      try (Connection connection = pool.getConnection()) {
        connection
            .createStatement()
            .execute("insert into generation (tag, generation) values ('user:1', 7)");
      }
      Scenarios.await(
          "the row", () -> generations.stampsOf(List.of(tag)).asMap().containsValue(7L));
      assertThat(wasAway).isFalse();
    }
  }

  private ChangePoller poller() {
    return new ChangePoller(
        failing(),
        new GenerationTable(DatabaseKind.H2),
        generations,
        List.of(),
        new ChangePoller.Schedule(PollTimes.SHIPPED, time));
  }

  private DataSource failing() {
    return (DataSource)
        Proxy.newProxyInstance(
            DataSource.class.getClassLoader(),
            new Class<?>[] {DataSource.class},
            (proxy, method, arguments) -> {
              asked++;
              if (errors.get() > 0 && asked % 2 == 0) {
                errors.decrementAndGet();
                throw new OutOfMemoryError("by the test");
              }
              if (failures > 0) {
                failures--;
                time.pass(takes);
                throw new SQLException("An I/O error occurred.", state);
              }
              try {
                return method.invoke(pool, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }
}
