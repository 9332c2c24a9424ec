package dev.homeroom.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import dev.homeroom.testkit.Databases;
import dev.homeroom.testkit.ManualTime;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Connections are long in coming, and many callers want one. */
@Timeout(120)
class PoolWaitsTest {
  private final ManualTime time = ManualTime.standing();
  private final ExecutorService callers = Executors.newCachedThreadPool();
  private HikariDataSource pool;
  private DataSource dataSource;

  @BeforeEach
  void open() {
    pool = Databases.h2().pool(1);
    pool.setConnectionTimeout(100_000);
    dataSource = new PoolWaits(time).over(pool);
  }

  @AfterEach
  void close() {
    callers.shutdownNow();
    pool.close();
  }

  private List<Future<Boolean>> wait(int count) throws InterruptedException {
    List<Future<Boolean>> waiting = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      waiting.add(callers.submit(this::closeOne));
    }
    while (pool.getHikariPoolMXBean().getThreadsAwaitingConnection() < count) {
      TimeUnit.MILLISECONDS.sleep(5);
    }
    return waiting;
  }

  private boolean closeOne() throws SQLException {
    try (Connection connection = dataSource.getConnection()) {
      return !connection.isClosed();
    }
  }

  @Test
  void eightWaitForLong_oneMoreIsRefusedAtOnce_thoseGetTheirs() throws Exception {
    List<Future<Boolean>> waiting;
    try (Connection held = dataSource.getConnection()) {
      assertThat(held.isClosed()).isFalse();
      waiting = wait(8);
      time.pass(Duration.ofMillis(300));
      assertThatThrownBy(dataSource::getConnection)
          .isInstanceOf(SQLTimeoutException.class)
          .hasMessage("other callers wait for connections already");
    }
    for (Future<Boolean> each : waiting) {
      assertThat(each.get(60, TimeUnit.SECONDS)).isTrue();
    }
    assertThat(closeOne()).isTrue();
  }

  @Test
  void nobodyHasWaitedForLong_anyNumberMayWait() throws Exception {
    List<Future<Boolean>> waiting;
    try (Connection held = dataSource.getConnection()) {
      assertThat(held.isClosed()).isFalse();
      waiting = wait(30);
    }
    for (Future<Boolean> each : waiting) {
      assertThat(each.get(60, TimeUnit.SECONDS)).isTrue();
    }
  }
}
