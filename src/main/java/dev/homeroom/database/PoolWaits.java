package dev.homeroom.database;

import dev.homeroom.time.Ticker;
import dev.homeroom.time.WaitLimit;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.time.Duration;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Wraps a data source so that, while its connections are long in coming, only some callers wait for
 * one at once, and one more is refused: those that wait, with those that have one, leave some of
 * the server's threads to requests that need none.
 */
final class PoolWaits {
  /** With the 20 connections of a pool, fewer than the threads that Liberty begins with, 32. */
  private static final int MOST = 8;

  /** Connections are free within this time unless the database is slow, or too small. */
  private static final Duration PATIENCE = Duration.ofMillis(300);

  private final WaitLimit waits;

  PoolWaits(Ticker ticker) {
    this.waits = new WaitLimit(MOST, PATIENCE, ticker);
  }

  /** Returns the data source, with the limit on those that wait for its connections. */
  DataSource over(DataSource dataSource) {
    return OneWriter.proxy(
        DataSource.class,
        (proxy, method, arguments) ->
            method.getName().equals("getConnection") && arguments == null
                ? connection(dataSource)
                : OneWriter.invoke(dataSource, method, arguments));
  }

  private Connection connection(DataSource dataSource) throws SQLException {
    try (WaitLimit.@Nullable Wait wait = waits.begin()) {
      if (wait == null) {
        throw new SQLTimeoutException(
            "other callers wait for connections already",
            WriteTurn.LOCK_TIMEOUT_STATE,
            WriteTurn.LOCK_TIMEOUT);
      }
      return dataSource.getConnection();
    }
  }
}
