package dev.homeroom.database;

import dev.homeroom.cache.generations.Generations;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Set;
import java.util.function.LongSupplier;
import javax.sql.DataSource;

/**
 * Deletes the rows of tags that have not changed for longer than any entry lives: a missing row
 * counts as 0, which then makes no difference. Cut-offs of tokens are never deleted.
 *
 * <p>One instance deletes at a time, and raises {@link Generations#PRUNED} in the same transaction,
 * so that every poller counts the remaining rows again.
 */
class GenerationPruning {
  private static final String OLD =
      "select tag, generation from generation where changed_at < ? and tag not like 'cut:%' and tag <> ?"
          + " limit ? for update skip locked";

  private static final String MARK =
      "select tag, generation from generation where tag = ? for update skip locked";

  private final DataSource dataSource;
  private final GenerationTable table;
  private final LongSupplier steps;
  private final Clock clock;

  GenerationPruning(DataSource dataSource, GenerationTable table, LongSupplier steps, Clock clock) {
    this.dataSource = dataSource;
    this.table = table;
    this.steps = steps;
    this.clock = clock;
  }

  /**
   * Deletes up to {@code most} rows whose last change is older than {@code kept}, by the database's
   * clock and by this instance's; returns their number, which is 0 if another instance is at it.
   */
  int prune(Duration kept, int most) throws SQLException {
    try (Connection connection = dataSource.getConnection()) {
      table.insertMissing(connection, Generations.PRUNED.name());
      Instant before = earlier(now(connection), clock.instant()).minus(kept);
      boolean autoCommit = connection.getAutoCommit();
      connection.setAutoCommit(false);
      try {
        int deleted = prune(connection, before, most);
        connection.commit();
        return deleted;
      } finally {
        // After the commit there is nothing left to undo.
        connection.rollback();
        connection.setAutoCommit(autoCommit);
      }
    }
  }

  private int prune(Connection connection, Instant before, int most) throws SQLException {
    String mark = Generations.PRUNED.name();
    if (GenerationTable.rows(connection, MARK, mark).isEmpty()) {
      return 0;
    }
    Set<String> old =
        GenerationTable.rows(connection, OLD, before.atOffset(ZoneOffset.UTC), mark, most).keySet();
    if (!old.isEmpty()) {
      delete(connection, old);
      raise(connection, mark);
    }
    return old.size();
  }

  private static Instant now(Connection connection) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement("select current_timestamp(6)");
        ResultSet row = statement.executeQuery()) {
      row.next();
      return row.getObject(1, OffsetDateTime.class).toInstant();
    }
  }

  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }

  private static void delete(Connection connection, Set<String> tags) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement("delete from generation where tag = ?")) {
      for (String tag : tags) {
        statement.setString(1, tag);
        statement.addBatch();
      }
      statement.executeBatch();
    }
  }

  private void raise(Connection connection, String tag) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(GenerationTable.RAISE)) {
      statement.setLong(1, steps.getAsLong());
      statement.setString(2, tag);
      statement.executeUpdate();
    }
  }
}
