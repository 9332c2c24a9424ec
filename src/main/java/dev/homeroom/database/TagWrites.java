package dev.homeroom.database;

import dev.homeroom.cache.Tag;
import dev.homeroom.cache.generations.Generations;
import dev.homeroom.time.Ticker;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SortedSet;
import java.util.function.LongSupplier;
import javax.sql.DataSource;

/** Raises generations, in an order that prevents deadlocks between writers. */
class TagWrites {
  /** The longest time from a transaction's first tag to its commit, as others wait (ADR 0002). */
  static final Duration LONGEST = Duration.ofSeconds(5);

  private final DataSource cacheDataSource;
  private final GenerationTable table;
  private final Generations generations;
  private final LongSupplier steps;
  private final Ticker ticker;

  /** Makes a writer that inserts missing rows on the cache's own data source. */
  TagWrites(
      DataSource cacheDataSource,
      GenerationTable table,
      Generations generations,
      LongSupplier steps,
      Ticker ticker) {
    this.cacheDataSource = cacheDataSource;
    this.table = table;
    this.generations = generations;
    this.steps = steps;
    this.ticker = ticker;
  }

  /** Returns random numbers of 1 to 2^31, so that a number never comes twice after a restore. */
  static LongSupplier randomSteps() {
    SecureRandom random = new SecureRandom();
    return () -> 1 + random.nextLong(1L << 31);
  }

  /** Inserts missing rows outside any transaction, so that no writer waits for an insertion. */
  void insertMissing(Collection<Tag> tags) throws SQLException {
    insert(tags.stream().filter(tag -> !generations.hasRow(tag)).toList());
  }

  private void insert(List<Tag> tags) throws SQLException {
    if (tags.isEmpty()) {
      return;
    }
    try (Connection connection = cacheDataSource.getConnection()) {
      for (Tag tag : tags) {
        table.insertMissing(connection, tag.name());
      }
    }
  }

  /**
   * Raises the tags in the connection's transaction, in one batch; only the commit may follow.
   *
   * @throws SQLException if a tag is locked for more than 2 s
   * @throws TagsHeldTooLongException if it took longer than 5 s: the transaction must be rolled
   *     back
   */
  void raise(Connection connection, SortedSet<Tag> tags) throws SQLException {
    long begun = ticker.nanos();
    List<Tag> withoutRow = update(connection, ordered(tags));
    // Their rows were there once and are gone: the table was put back to an older state.
    insert(withoutRow);
    if (!update(connection, withoutRow).isEmpty()) {
      throw new SQLException("no rows for the tags " + withoutRow);
    }
    Duration held = Duration.ofNanos(ticker.nanos() - begun);
    if (held.compareTo(LONGEST) > 0) {
      throw new TagsHeldTooLongException(held);
    }
  }

  /** Returns the tags in the order in which every writer takes their locks. */
  protected List<Tag> ordered(SortedSet<Tag> tags) {
    return List.copyOf(tags);
  }

  /** Raises tags; returns those without a row. */
  private List<Tag> update(Connection connection, List<Tag> tags) throws SQLException {
    if (tags.isEmpty()) {
      return tags;
    }
    List<Tag> withoutRow = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(GenerationTable.RAISE)) {
      for (Tag tag : tags) {
        statement.setLong(1, steps.getAsLong());
        statement.setString(2, tag.name());
        statement.addBatch();
      }
      int[] counts = statement.executeBatch();
      for (int i = 0; i < counts.length; i++) {
        if (counts[i] == 0) {
          withoutRow.add(tags.get(i));
        }
      }
    }
    return withoutRow;
  }
}
