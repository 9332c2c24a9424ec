package dev.homeroom.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/** A table that the follower reads with each reading. */
public interface Followed {
  /**
   * Reads; {@code since} is the database's clock of the last good reading less 10 s, or null: read
   * the whole table.
   */
  void read(Connection connection, @Nullable OffsetDateTime since) throws SQLException;
}
