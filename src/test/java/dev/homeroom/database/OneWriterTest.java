package dev.homeroom.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import dev.homeroom.testkit.Databases;
import dev.homeroom.testkit.ManualTime;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLTimeoutException;
import java.sql.SQLTransientConnectionException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One transaction changes H2's file at a time; queries wait for nobody. */
class OneWriterTest {
  private static final long LONG_SECONDS = 60;

  private final ManualTime time = ManualTime.standing();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private HikariDataSource pool;
  private OneWriter oneWriter;
  private DataSource dataSource;
  private DataSource other;

  @BeforeEach
  void open() throws SQLException {
    pool = Databases.h2().pool(2);
    oneWriter = new OneWriter(Duration.ofSeconds(LONG_SECONDS), time);
    dataSource = oneWriter.over(pool, null);
    other = oneWriter.over(pool, null);
    try (Connection connection = pool.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("create table deed (id int primary key)");
      statement.execute("insert into deed values (0)");
    }
  }

  @AfterEach
  void close() {
    threads.shutdownNow();
    pool.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "insert into deed values (1)",
        "  UPDATE deed set id = 2",
        "delete from deed",
        "merge into deed values (1)",
        "truncate table deed",
        "select id from deed for update",
        "select id from deed\nFOR  UPDATE",
        "selection of nothing",
        "-- a note\nselect 1",
        ""
      })
  void statementsThatMayChangeSomething_areChanges(String sql) {
    assertThat(OneWriterConnection.isChange(sql)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"select id from deed", "\n SELECT 1", "with a as (select 1) select * from a"})
  void plainQueries_areNone(String sql) {
    assertThat(OneWriterConnection.isChange(sql)).isFalse();
  }

  @Test
  void sixteenWaitForTheirTurnForLong_oneMoreIsRefusedAtOnce() throws Exception {
    List<CompletableFuture<Void>> waiting = new ArrayList<>();
    try (Connection first = dataSource.getConnection()) {
      first.setAutoCommit(false);
      first.createStatement().executeUpdate("insert into deed values (100)");
      for (int i = 0; i < 16; i++) {
        int id = i + 1;
        waiting.add(CompletableFuture.runAsync(() -> insert(id), threads));
      }
      while (oneWriter.waiting() < 16) {
        TimeUnit.MILLISECONDS.sleep(5);
      }
      time.pass(Duration.ofMillis(300));
      Future<?> oneMore = threads.submit(() -> insert(200));
      assertThatThrownBy(() -> oneMore.get(LONG_SECONDS, TimeUnit.SECONDS))
          .hasRootCauseInstanceOf(SQLTimeoutException.class)
          .hasRootCauseMessage("too many transactions wait to change the database");
      first.commit();
    }
    CompletableFuture.allOf(waiting.toArray(CompletableFuture[]::new))
        .get(LONG_SECONDS, TimeUnit.SECONDS);
  }

  private void insert(int id) {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement statement =
            connection.prepareStatement("insert into deed values (" + id + ")")) {
      statement.executeUpdate();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void secondWriter_waitsForTheCommit() throws Exception {
    try (Connection first = transaction(dataSource)) {
      insert(first, 1);
      Future<Integer> second = inAnotherThread(other, 2);
      awaitWaiting(1);
      assertThat(second).isNotDone();

      first.commit();

      assertThat(second.get(LONG_SECONDS, TimeUnit.SECONDS)).isOne();
    }
  }

  @Test
  void secondWriter_waitsForTheRollback() throws Exception {
    try (Connection first = transaction(dataSource)) {
      insert(first, 1);
      Savepoint savepoint = first.setSavepoint();
      Future<Integer> second = inAnotherThread(other, 1);
      awaitWaiting(1);
      first.rollback(savepoint);
      assertThat(second).isNotDone();

      first.rollback();

      assertThat(second.get(LONG_SECONDS, TimeUnit.SECONDS)).isOne();
    }
  }

  @Test
  void secondWriter_waitsForTheEndOfAConnectionThatCommitsByItself() throws Exception {
    Future<Integer> second;
    try (Connection first = dataSource.getConnection()) {
      insert(first, 1);
      second = inAnotherThread(other, 2);
      awaitWaiting(1);
      assertThat(second).isNotDone();
    }
    assertThat(second.get(LONG_SECONDS, TimeUnit.SECONDS)).isOne();
  }

  @Test
  void waitingWriter_holdsNoConnectionOfThePool() throws Exception {
    try (Connection first = transaction(dataSource)) {
      insert(first, 1);
      Future<Integer> second = inAnotherThread(other, 2);
      Future<Integer> third = inAnotherThread(other, 3);
      awaitWaiting(2);
      assertThat(pool.getHikariPoolMXBean().getActiveConnections()).isOne();

      // The pool of two has one for a statement outside of the transaction, which is not kept
      // waiting by its own thread.
      try (Connection outside = other.getConnection()) {
        insert(outside, 4);
      }
      assertThat(second).isNotDone();

      first.commit();

      assertThat(second.get(LONG_SECONDS, TimeUnit.SECONDS)).isOne();
      assertThat(third.get(LONG_SECONDS, TimeUnit.SECONDS)).isOne();
    }
  }

  @Test
  void writerWithAPlainStatement_waitsToo() throws Exception {
    try (Connection first = transaction(dataSource);
        Statement statement = first.createStatement()) {
      statement.executeUpdate("insert into deed values (1)");
      Future<Integer> second = inAnotherThread(other, 2);
      awaitWaiting(1);
      first.commit();
      assertThat(second.get(LONG_SECONDS, TimeUnit.SECONDS)).isOne();
    }
  }

  @Test
  void query_waitsForNoWriter() throws SQLException {
    try (Connection first = transaction(dataSource)) {
      insert(first, 1);
      assertThat(CompletableFuture.supplyAsync(() -> count(other)).join()).isOne();
    }
  }

  /** So the poller asks whether a row is locked: it must not wait for the one that locks it. */
  @Test
  void queryThatLocksForItselfAlone_waitsForNoWriter() throws Exception {
    String locking = "select id from deed where id = 0 for update skip locked";
    try (Connection first = transaction(dataSource)) {
      insert(first, 1);
      assertThat(rowsInAnotherThread(locking).get(LONG_SECONDS, TimeUnit.SECONDS)).isOne();
      execute(first, "update deed set id = 5 where id = 0");
      assertThat(rowsInAnotherThread(locking).get(LONG_SECONDS, TimeUnit.SECONDS)).isZero();
      first.commit();
    }
  }

  /** In a transaction the lock stays, and a writer may come to wait for it. */
  @Test
  void queryThatLocksForATransaction_waitsForAWriter() throws Exception {
    try (Connection first = transaction(dataSource)) {
      insert(first, 1);
      Future<Integer> second =
          CompletableFuture.supplyAsync(
              () -> {
                try (Connection connection = transaction(other)) {
                  return execute(connection, "select id from deed for update");
                } catch (SQLException e) {
                  throw new IllegalStateException(e);
                }
              });
      awaitWaiting(1);
      first.commit();
      assertThat(second.get(LONG_SECONDS, TimeUnit.SECONDS)).isEqualTo(2);
    }
  }

  @Test
  void tooLongWait_endsLikeH2sOwn() throws SQLException {
    OneWriter impatient = new OneWriter(Duration.ofMillis(1), time);
    DataSource shortly = impatient.over(pool, null);
    try (Connection first = transaction(shortly)) {
      insert(first, 1);
      Future<Integer> second = inAnotherThread(shortly, 2);
      assertThatThrownBy(second::get)
          .hasRootCauseInstanceOf(SQLTimeoutException.class)
          .rootCause()
          .hasFieldOrPropertyWithValue("SQLState", "HYT00");
      first.commit();
    }
    assertThat(count(shortly)).isEqualTo(2);
  }

  @Test
  void interruptedWriter_isCancelled_andLeavesTheTurnToOthers() throws Exception {
    try (Connection first = transaction(dataSource)) {
      insert(first, 1);
      CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
      Thread second =
          new Thread(
              () -> {
                try (Connection connection = other.getConnection()) {
                  insert(connection, 2);
                } catch (SQLException e) {
                  interrupted.complete(
                      "57014".equals(e.getSQLState()) && Thread.currentThread().isInterrupted());
                }
              });
      second.start();
      awaitWaiting(1);

      second.interrupt();

      assertThat(interrupted.get(LONG_SECONDS, TimeUnit.SECONDS)).isTrue();
      first.commit();
    }
    assertThat(inAnotherThread(other, 3).get(LONG_SECONDS, TimeUnit.SECONDS)).isOne();
  }

  @Test
  void closedConnection_refusesStatements() throws SQLException {
    Connection connection = dataSource.getConnection();
    connection.close();
    connection.close();
    assertThat(connection.isClosed()).isTrue();
    assertThatThrownBy(() -> insert(connection, 1))
        .isInstanceOf(SQLNonTransientConnectionException.class);
    try (Connection next = dataSource.getConnection()) {
      insert(next, 1);
    }
  }

  @Test
  void writerForWhomThePoolHasNoConnection_givesTheTurnBack() throws Exception {
    AtomicBoolean isEmpty = new AtomicBoolean(true);
    DataSource emptyAtFirst =
        oneWriter.over(
            OneWriter.proxy(
                DataSource.class,
                (proxy, method, arguments) -> {
                  if (isEmpty.get()) {
                    throw new SQLTransientConnectionException("none is free");
                  }
                  return OneWriter.invoke(pool, method, arguments);
                }),
            null);
    try (Connection connection = emptyAtFirst.getConnection()) {
      assertThatThrownBy(() -> insert(connection, 1))
          .isInstanceOf(SQLTransientConnectionException.class);
    }
    try (Connection connection = transaction(emptyAtFirst)) {
      assertThatThrownBy(() -> insert(connection, 1))
          .isInstanceOf(SQLTransientConnectionException.class);
      connection.rollback();
    }
    isEmpty.set(false);

    assertThat(inAnotherThread(emptyAtFirst, 1).get(LONG_SECONDS, TimeUnit.SECONDS)).isOne();
  }

  @Test
  void refusedStatement_tellsWhyAndGivesTheTurnBack() throws Exception {
    try (Connection connection = dataSource.getConnection()) {
      assertThatThrownBy(() -> insert(connection, 0))
          .isInstanceOfSatisfying(
              SQLException.class, e -> assertThat(SqlErrors.isUniqueViolation(e)).isTrue());
    }
    assertThat(inAnotherThread(other, 1).get(LONG_SECONDS, TimeUnit.SECONDS)).isOne();
  }

  /** Inserts a row from another thread; returns the number of rows. */
  private static Future<Integer> inAnotherThread(DataSource dataSource, int id) {
    CompletableFuture<Integer> done = new CompletableFuture<>();
    Thread thread =
        new Thread(
            () -> {
              try (Connection connection = dataSource.getConnection()) {
                done.complete(insert(connection, id));
              } catch (SQLException | RuntimeException e) {
                done.completeExceptionally(e);
              }
            });
    thread.start();
    return done;
  }

  private Future<Integer> rowsInAnotherThread(String sql) {
    return CompletableFuture.supplyAsync(
        () -> {
          try (Connection connection = other.getConnection()) {
            return execute(connection, sql);
          } catch (SQLException e) {
            throw new IllegalStateException(e);
          }
        });
  }

  /** Runs a statement; returns how many rows it found or changed. */
  private static int execute(Connection connection, String sql) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      if (!statement.execute()) {
        return statement.getUpdateCount();
      }
      int rows = 0;
      try (var results = statement.getResultSet()) {
        while (results.next()) {
          rows++;
        }
      }
      return rows;
    }
  }

  private void awaitWaiting(int writers) throws Exception {
    Scenarios.await("waiting writers", () -> oneWriter.waiting() == writers);
  }

  private static Connection transaction(DataSource dataSource) throws SQLException {
    Connection connection = dataSource.getConnection();
    connection.setAutoCommit(false);
    return connection;
  }

  private static int insert(Connection connection, int id) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement("insert into deed values (" + id + ")")) {
      return statement.executeUpdate();
    }
  }

  private static int count(DataSource dataSource) {
    try (Connection connection = dataSource.getConnection();
        var statement = connection.prepareStatement("select count(*) from deed");
        var results = statement.executeQuery()) {
      results.next();
      return results.getInt(1);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
