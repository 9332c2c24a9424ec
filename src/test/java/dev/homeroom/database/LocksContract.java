package dev.homeroom.database;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.homeroom.testkit.Databases;
import dev.homeroom.testkit.FailedStatements;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Rows that another transaction holds or has made are found out without an error. */
abstract class LocksContract {
  private static final String TAG = "user:1";

  Databases.Address address;
  HikariDataSource pool;
  private FailedStatements failed;
  private DataSource dataSource;
  private GenerationTable table;

  abstract DatabaseKind kind();

  @BeforeEach
  void migrate() {
    address = Databases.migrated(kind());
    pool = address.pool(4);
    failed = new FailedStatements(pool);
    dataSource = failed.dataSource();
    table = new GenerationTable(kind());
  }

  @AfterEach
  void close() {
    pool.close();
  }

  @Test
  void isDecided_whileATransactionHoldsTheRow_isNo_andAfterwardsYes() throws SQLException {
    try (Connection reader = dataSource.getConnection();
        Connection writer = pool.getConnection()) {
      assertThat(table.isDecided(reader, TAG)).as("without a row").isTrue();
      table.insertMissing(reader, TAG);
      assertThat(table.isDecided(reader, TAG)).isTrue();
      writer.setAutoCommit(false);
      execute(writer, "update generation set generation = 5 where tag = '" + TAG + "'");

      assertThat(table.isDecided(reader, TAG)).isFalse();

      writer.rollback();
      assertThat(table.isDecided(reader, TAG)).isTrue();
    }
    assertThat(failed.seen()).isEmpty();
  }

  @Test
  void insertMissing_ofARowThatIsThere_isNoError() throws SQLException {
    try (Connection one = dataSource.getConnection()) {
      table.insertMissing(one, TAG);
      table.insertMissing(one, TAG);
    }
    assertThat(failed.seen()).isEmpty();
  }

  @Test
  void underLock_whileAnotherServerHoldsIt_waits_andNoStatementFails() throws Exception {
    CountDownLatch held = new CountDownLatch(1);
    CountDownLatch letGo = new CountDownLatch(1);
    CompletableFuture<Void> first =
        CompletableFuture.runAsync(
            () ->
                underLock(
                    () -> {
                      held.countDown();
                      await(letGo);
                    }));
    await(held);
    CountDownLatch asked = new CountDownLatch(2);
    CompletableFuture<Boolean> second =
        CompletableFuture.supplyAsync(
            () -> {
              boolean[] alone = new boolean[1];
              underLock(installation(asked), () -> alone[0] = letGo.getCount() == 0);
              return alone[0];
            });
    // It has looked twice, and would have run its work by now.
    await(asked);
    assertThat(second).isNotDone();
    letGo.countDown();

    assertThat(second.get(10, TimeUnit.SECONDS)).isTrue();
    first.get(10, TimeUnit.SECONDS);
    assertThat(failed.seen()).isEmpty();
  }

  void underLock(Runnable work) {
    Installation installation = new Installation();
    installation.dataSource = dataSource;
    underLock(installation, work);
  }

  private static void underLock(Installation installation, Runnable work) {
    try {
      installation.underLock(work);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** An installation that counts how often it looks for the lock. */
  private Installation installation(CountDownLatch asked) {
    return new Installation() {
      {
        this.dataSource = LocksContract.this.dataSource;
      }

      @Override
      boolean tryLock(Connection connection) throws SQLException {
        boolean locked = super.tryLock(connection);
        asked.countDown();
        return locked;
      }
    };
  }

  static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
