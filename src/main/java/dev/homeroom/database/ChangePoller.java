package dev.homeroom.database;

import dev.homeroom.cache.generations.Generations;
import dev.homeroom.cache.generations.Poll;
import dev.homeroom.cache.generations.PollResult;
import dev.homeroom.time.Ticker;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Polls the generations and every {@link PolledTable} for changed rows, on one thread. */
class ChangePoller {
  /** The time within which a connection fails that was closed while idle. */
  private static final Duration SOON = Duration.ofMillis(300);

  private final DataSource dataSource;
  private final GenerationTable table;
  private final Generations generations;
  private final List<PolledTable> others;
  private final PollTimes times;
  private final Ticker ticker;

  private @Nullable PollPosition reached;
  private long lastComparedNanos;

  ChangePoller(
      DataSource dataSource,
      GenerationTable table,
      Generations generations,
      List<PolledTable> others,
      Schedule schedule) {
    this.dataSource = dataSource;
    this.table = table;
    this.generations = generations;
    this.others = List.copyOf(others);
    this.times = schedule.times();
    this.ticker = schedule.ticker();
  }

  /** The times between polls, and the clock that measures them. */
  record Schedule(PollTimes times, Ticker ticker) {}

  /**
   * Polls once; returns whether that succeeded. A failure is not thrown: the database counts as
   * away, and the generations log it once. After a lost connection, which may have died in the
   * pool, the poll goes on with another one.
   *
   * @throws Error of this process; it says nothing about the database
   */
  boolean pollOnce() {
    Poll poll = generations.begin();
    try {
      Exception failure = attempt(poll);
      if (failure instanceof SQLException lost && SqlErrors.isConnectionLost(lost)) {
        long tookNanos = ticker.nanos() - poll.beganNanos();
        failure = tookNanos < SOON.toNanos() ? attempt(poll) : failure;
      }
      if (failure != null) {
        generations.failed(poll, reason(failure));
      }
      return failure == null;
    } catch (Error e) {
      generations.broken(poll, e.toString());
      throw e;
    }
  }

  /** Returns the failure; null if there was none. */
  private @Nullable Exception attempt(Poll poll) {
    try (Connection connection = dataSource.getConnection()) {
      PollPosition now = table.position(connection);
      Changes changes = changesUntil(now);
      boolean compared = changes.isWhole() || isComparisonDue();
      for (PolledTable other : others) {
        other.read(connection, compared ? Changes.WHOLE : changes);
      }
      TableRows rows = read(connection, changes, compared);
      generations.complete(poll, withDoubted(connection, poll, rows));
      reached = now;
      if (compared) {
        lastComparedNanos = ticker.nanos();
      }
      return null;
    } catch (SQLException | RuntimeException e) {
      return e;
    }
  }

  private Changes changesUntil(PollPosition now) {
    PollPosition before = reached;
    return before != null && now.follows(before) ? table.changesSince(before) : Changes.WHOLE;
  }

  private static String reason(Exception e) {
    String said = String.valueOf(e.getMessage()).lines().findFirst().orElse("no reason given");
    return said.endsWith(".") ? said.substring(0, said.length() - 1) : said;
  }

  private boolean isComparisonDue() {
    return generations.databaseAway()
        || ticker.nanos() - lastComparedNanos > times.compareEvery().toNanos();
  }

  /** Rows of the table; whole if these are all rows. */
  private record TableRows(Map<String, Long> byTag, boolean whole) {}

  private TableRows read(Connection connection, Changes changes, boolean compared)
      throws SQLException {
    int most = generations.mostRows();
    if (compared) {
      boolean fits = table.hasAtMost(connection, most);
      if (fits && !changes.isWhole() && generations.knowsAllRows()) {
        GenerationTable.RowsWithTotals seen = table.changedWithTotals(connection, changes);
        if (generations.totalsWith(seen.rows()).equals(seen.totals())) {
          return new TableRows(seen.rows(), false);
        }
      }
      return all(connection, fits);
    }
    Map<String, Long> changed = table.changed(connection, changes, most);
    return changed == null || generations.tellOfPruning(changed)
        ? all(connection, table.hasAtMost(connection, most))
        : new TableRows(changed, false);
  }

  /** Reads all rows; if the table is too large, only the rows of tags in use. */
  private TableRows all(Connection connection, boolean fits) throws SQLException {
    Map<String, Long> rows = fits ? table.all(connection, generations.mostRows()) : null;
    if (rows != null) {
      return new TableRows(rows, true);
    }
    // In this order: a tag that comes into use from now on is in doubt until it has been read.
    generations.forgetRows();
    Set<String> used = generations.tagsInUse();
    used.add(Generations.PRUNED.name());
    return new TableRows(table.of(connection, used), false);
  }

  private PollResult withDoubted(Connection connection, Poll poll, TableRows rows)
      throws SQLException {
    Set<String> locked = new HashSet<>();
    for (String tag : poll.undecided()) {
      if (!table.isDecided(connection, tag)) {
        locked.add(tag);
      }
    }
    Set<String> wanted = new HashSet<>(poll.doubted());
    wanted.removeAll(locked);
    return new PollResult(rows.byTag(), rows.whole(), table.of(connection, wanted), locked);
  }
}
