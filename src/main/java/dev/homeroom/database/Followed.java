package dev.homeroom.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/** A table that the follower reads with each reading, beside the generations. */
public interface Followed {
  /**
   * Reads what has changed, on the follower's thread, on an auto-commit connection of the cache's
   * own data source.
   *
   * @param connection not to be closed
   * @param since read rows whose {@code changed_at} is later: the database's clock of the last good
   *     reading less 10 s; null: read the whole table
   * @throws SQLException makes the whole reading a failed one: the database counts as away
   */
  void read(Connection connection, @Nullable OffsetDateTime since) throws SQLException;
}
