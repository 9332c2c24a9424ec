package dev.homeroom;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.homeroom.testkit.Databases;
import dev.homeroom.testkit.LibertyServer;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Starts on PostgreSQL that must not be; good ones are those of all tests with several servers. */
// Beside the tests of one server, which run one after another.
@Order(Integer.MAX_VALUE)
@Execution(ExecutionMode.CONCURRENT)
class StartOnPostgresIT {
  private static final int PORT = 9194;
  private static final int OTHER_PORT = 9226;

  /** What has not come by then never comes: six servers may start at once on a busy machine. */
  private static final Duration LONGEST = Duration.ofMinutes(4);

  /** The address replaces the property, as a pooler that ignores it would. */
  @Test
  void optionsThatNeverReachPostgres_endTheStart_withOneLineThatSaysWhatToDo() {
    Databases.Address database = Databases.postgres();
    try (LibertyServer server = new LibertyServer("start-postgres", PORT).on(database)) {
      server.set("DB_URL", database.url() + "?options=-c%20search_path=public").launch();

      assertThat(server.awaitExit(LONGEST)).as(server.output()).isNotZero();

      assertThat(server.output().lines()).noneMatch(line -> line.startsWith("\tat "));
      List<String> lines =
          server.output().lines().filter(line -> line.contains("Homeroom cannot start: ")).toList();
      assertThat(lines).as(server.output()).hasSize(1);
      assertThat(lines.get(0))
          .contains(
              "lock_timeout of jdbc/homeroom is 0 (none)",
              "statement_timeout of jdbc/cache is 0 (none)",
              "remove that from DB_URL",
              "ALTER ROLE postgres SET lock_timeout = '1500ms';");
    }
  }

  /** Longer than any statement of a request may take, or wait for a lock. */
  @Test
  void migrationThatWaitsForSixSeconds_isNoFailedStart() throws Exception {
    Databases.Address database = Databases.postgres();
    try (LibertyServer server = new LibertyServer("start-waiting", OTHER_PORT).on(database);
        HikariDataSource pool = database.pool(2, "-c lock_timeout=2s");
        Connection holder = pool.getConnection()) {
      holder.setAutoCommit(false);
      // The name is taken until this ends: who creates that table waits.
      run(holder, "create table installation (id integer)");
      server.launch();
      long end = System.nanoTime() + LONGEST.toNanos();
      while (waiting(pool) == 0) {
        assertThat(System.nanoTime()).as(server.output()).isLessThan(end);
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
      }
      LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(6));
      assertThat(waiting(pool)).isEqualTo(1);
      holder.rollback();
      server.awaitReady();
    }
  }

  private static int waiting(HikariDataSource pool) throws SQLException {
    String sql =
        "select count(*) from pg_stat_activity where wait_event_type = 'Lock'"
            + " and datname = current_database()";
    try (Connection connection = pool.getConnection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getInt(1);
    }
  }

  private static void run(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
