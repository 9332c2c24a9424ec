package dev.homeroom.database;

import java.sql.Connection;
import java.sql.SQLException;

/** A table that each poll reads beside the generations. */
public interface PolledTable {
  /**
   * Reads the changed rows, on the poller's thread and an auto-commit connection of the cache's own
   * data source.
   *
   * @param connection not to be closed
   * @param changes which rows: all of them at first, once a minute, and after the database was
   *     started anew or put back
   * @throws SQLException makes the whole poll a failed one: the database counts as away
   */
  void read(Connection connection, Changes changes) throws SQLException;
}
