package dev.homeroom.database;

import dev.homeroom.cache.Tag;
import dev.homeroom.cache.generations.Generations;
import dev.homeroom.time.Ticker;
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
  /**
   * The longest time from a transaction's first tag to its commit: other writers wait for its rows
   * (ADR 0002).
   */
  static final Duration LONGEST = Duration.ofSeconds(5);

  private final DataSource cacheDataSource;
  private final GenerationTable table;
  private final Generations generations;
  private final LongSupplier steps;
  private final Ticker ticker;

  /**
   * Makes a writer.
   *
   * @param cacheDataSource the cache's own, on which missing rows are inserted
   * @param steps random numbers of 1 to 2^31, so that a number never comes twice after a restore
   */
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

  /**
   * Inserts the missing rows of tags outside any transaction, so that no writer waits for another's
   * insertion.
   */
  void insertMissing(Collection<Tag> tags) throws SQLException {
    List<Tag> missing = new ArrayList<>();
    for (Tag tag : tags) {
      if (!generations.hasRow(tag)) {
        missing.add(tag);
      }
    }
    if (!missing.isEmpty()) {
      insert(missing);
    }
  }

  private void insert(Collection<Tag> tags) throws SQLException {
    try (Connection connection = cacheDataSource.getConnection()) {
      for (Tag tag : tags) {
        table.insertMissing(connection, tag.name());
      }
    }
  }

  /**
   * Raises the tags in the connection's transaction, in one batch; to be followed by the commit and
   * by nothing else.
   *
   * @throws SQLException if a tag is locked for more than 2 s
   * @throws TagsHeldTooLongException if it took longer than 5 s: the transaction must be rolled
   *     back, as others wait for its rows
   */
  void raise(Connection connection, SortedSet<Tag> tags) throws SQLException {
    long begun = ticker.nanos();
    List<Tag> ordered = ordered(tags);
    List<Tag> withoutRow = update(connection, ordered);
    if (!withoutRow.isEmpty()) {
      // The row was there once and is gone: the table was put back to an older state.
      insert(withoutRow);
      if (!update(connection, withoutRow).isEmpty()) {
        throw new SQLException("no rows for the tags " + withoutRow);
      }
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

  private List<Tag> update(Connection connection, List<Tag> tags) throws SQLException {
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
