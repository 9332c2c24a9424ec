package dev.homeroom.database;

import dev.homeroom.cache.spi.InstallationId;
import jakarta.annotation.Priority;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Startup;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;

/** The row of this installation: its random id, and a lock for work that is done only once. */
@ApplicationScoped
public class Installation implements InstallationId {
  private static final long RETRY_NANOS = 200_000_000L;
  private static final long GIVE_UP_NANOS = 600_000_000_000L;

  @Resource(lookup = "jdbc/cache")
  DataSource dataSource;

  private String id = "";

  void read(@Observes @Priority(30) Startup event) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("select installation from installation")) {
      row.next();
      id = row.getString(1);
    }
  }

  /** Returns the installation's id: a random UUID, made by the first migration. */
  @Override
  public String text() {
    return id;
  }

  /**
   * Runs work while this server alone holds the installation's lock, so that servers that start
   * together make keys and demo data once. The work must check whether it is done already.
   *
   * @throws IllegalStateException if another server holds the lock for ten minutes
   */
  public void underLock(Runnable work) throws SQLException {
    try (Connection connection = dataSource.getConnection()) {
      boolean autoCommit = connection.getAutoCommit();
      connection.setAutoCommit(false);
      try {
        lock(connection);
        work.run();
      } finally {
        connection.rollback();
        connection.setAutoCommit(autoCommit);
      }
    }
  }

  private void lock(Connection connection) throws SQLException {
    long begun = System.nanoTime();
    while (!tryLock(connection)) {
      connection.rollback();
      if (System.nanoTime() - begun > GIVE_UP_NANOS) {
        throw new IllegalStateException("another server has held the start's lock for 10 minutes");
      }
      LockSupport.parkNanos(RETRY_NANOS);
    }
    if (DatabaseKind.of(connection) == DatabaseKind.POSTGRESQL) {
      try (Statement statement = connection.createStatement()) {
        // The work runs on other connections, and may take minutes.
        statement.execute("set local idle_in_transaction_session_timeout = 0");
      }
    }
  }

  /** Tries once. Skips a locked row: no lock time-out ends the wait, PostgreSQL logs no error. */
  boolean tryLock(Connection connection) throws SQLException {
    String sql = "select id from installation where id = 1 for update skip locked";
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      return row.next();
    }
  }
}
