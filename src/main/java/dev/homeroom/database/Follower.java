package dev.homeroom.database;

import dev.homeroom.cache.Ticker;
import dev.homeroom.cache.generations.FoundRows;
import dev.homeroom.cache.generations.Generations;
import dev.homeroom.cache.generations.Reading;
import dev.homeroom.cache.generations.Totals;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Reads the generations, and every {@link Followed} table, one reading after the other. Used by one
 * thread; {@link FollowerThread} is that thread in the server.
 */
class Follower {
  /** Who dies of a closed connection says so at once; what took longer was no idle connection. */
  private static final Duration SOON = Duration.ofMillis(300);

  private final DataSource dataSource;
  private final GenerationTable table;
  private final Generations generations;
  private final List<Followed> others;
  private final FollowerTimes times;
  private final Ticker ticker;

  private @Nullable OffsetDateTime lastClock;
  private long lastGoodNanos;
  private long lastComparedNanos;

  Follower(
      DataSource dataSource,
      GenerationTable table,
      Generations generations,
      List<Followed> others,
      Schedule schedule) {
    this.dataSource = dataSource;
    this.table = table;
    this.generations = generations;
    this.others = List.copyOf(others);
    this.times = schedule.times();
    this.ticker = schedule.ticker();
  }

  /** When to read, and by which clock. */
  record Schedule(FollowerTimes times, Ticker ticker) {}

  /**
   * Reads once. A failure of any kind makes the database count as away; it is told to the
   * generations, logged there once, and not thrown. A connection that was lost is no failure yet:
   * it may have died in the pool, so the reading goes on with another one.
   *
   * @return whether the reading was good
   */
  boolean readOnce() {
    Reading reading = generations.begin();
    Exception failure = attempt(reading);
    if (failure instanceof SQLException lost && SqlErrors.isConnectionLost(lost)) {
      long tookNanos = ticker.nanos() - reading.beganNanos();
      failure = tookNanos < SOON.toNanos() ? attempt(reading) : failure;
    }
    if (failure != null) {
      generations.failed(reading, reason(failure));
    }
    return failure == null;
  }

  /** Returns why it failed, or null. */
  private @Nullable Exception attempt(Reading reading) {
    try (Connection connection = dataSource.getConnection()) {
      OffsetDateTime clock = table.clock(connection);
      OffsetDateTime since = since(clock, reading);
      for (Followed other : others) {
        other.read(connection, since);
      }
      FoundRows found = read(connection, since, reading);
      generations.complete(reading, found);
      lastClock = clock;
      lastGoodNanos = reading.beganNanos();
      return null;
    } catch (SQLException | RuntimeException e) {
      return e;
    }
  }

  private static String reason(Exception e) {
    String said = String.valueOf(e.getMessage()).lines().findFirst().orElse("no reason given");
    return said.endsWith(".") ? said.substring(0, said.length() - 1) : said;
  }

  /** Returns the lower bound of what is read, or null for the whole table. */
  private @Nullable OffsetDateTime since(OffsetDateTime clock, Reading reading) {
    OffsetDateTime last = lastClock;
    if (last == null || clock.isBefore(last)) {
      return null;
    }
    Duration gap = Duration.ofNanos(reading.beganNanos() - lastGoodNanos);
    Duration clocks = Duration.between(last, clock);
    Duration longest = gap.compareTo(clocks) > 0 ? gap : clocks;
    return longest.compareTo(times.longestGap()) > 0 ? null : last.minus(times.overlap());
  }

  private FoundRows read(Connection connection, @Nullable OffsetDateTime since, Reading reading)
      throws SQLException {
    Map<String, Long> rows;
    boolean whole = since == null;
    if (since == null) {
      rows = table.all(connection);
      lastComparedNanos = ticker.nanos();
    } else if (isComparisonDue()) {
      GenerationTable.Seen seen = table.changedSinceWithTotals(connection, since);
      rows = seen.rows();
      Totals known = generations.totalsWith(rows);
      if (known.rows() != seen.count() || !known.sum().equals(seen.sum())) {
        rows = table.all(connection);
        whole = true;
      }
      lastComparedNanos = ticker.nanos();
    } else {
      rows = table.changedSince(connection, since);
    }
    return withDoubted(connection, reading, rows, whole);
  }

  private boolean isComparisonDue() {
    return generations.databaseAway()
        || ticker.nanos() - lastComparedNanos > times.compareEvery().toNanos();
  }

  private FoundRows withDoubted(
      Connection connection, Reading reading, Map<String, Long> rows, boolean whole)
      throws SQLException {
    Set<String> locked = new HashSet<>();
    for (String tag : reading.undecided()) {
      if (!table.isDecided(connection, tag)) {
        locked.add(tag);
      }
    }
    Set<String> wanted = new HashSet<>(reading.doubted());
    wanted.removeAll(locked);
    Map<String, Long> doubted =
        wanted.isEmpty() ? Map.of() : new HashMap<>(table.of(connection, wanted));
    return new FoundRows(rows, whole, doubted, locked);
  }
}
