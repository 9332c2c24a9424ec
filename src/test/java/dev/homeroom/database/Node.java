package dev.homeroom.database;

import com.zaxxer.hikari.HikariDataSource;
import dev.homeroom.cache.CacheService;
import dev.homeroom.cache.Tag;
import dev.homeroom.cache.entry.JsonFormat;
import dev.homeroom.cache.generations.GenerationLimits;
import dev.homeroom.cache.generations.Generations;
import dev.homeroom.cache.memory.MemoryTier;
import dev.homeroom.cache.readthrough.Parts;
import dev.homeroom.cache.readthrough.TestCache;
import dev.homeroom.cache.spi.GenerationWriter;
import dev.homeroom.cache.spi.Tier;
import dev.homeroom.testkit.CountingRecorder;
import dev.homeroom.testkit.Databases;
import dev.homeroom.testkit.ManualTime;
import dev.homeroom.testkit.MemoryTiers;
import dev.homeroom.time.BackgroundLoops;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Random;
import java.util.SortedSet;
import java.util.function.BiFunction;
import javax.sql.DataSource;

/** One instance of the cache in this JVM, with its own clocks, connections and memory. */
public class Node implements AutoCloseable {
  /** What a node is made of; planted mistakes replace a part. */
  public static class Plan {
    BiFunction<Parts, Tier, CacheService> cache = TestCache::real;
    boolean settlesEarly;
    boolean unsorted;
    boolean polls = true;
    PollTimes times = PollTimes.SHIPPED;
    Tier tier;
    int mostRows = GenerationLimits.SHIPPED.mostRows();
  }

  /** As shipped, but on a machine under load too a poll that comes is waited for. */
  private static GenerationLimits limits(Plan plan) {
    return new GenerationLimits(
        GenerationLimits.SHIPPED.oldestUsable(), Duration.ofSeconds(10), plan.mostRows);
  }

  final ManualTime time = new ManualTime();
  final CountingRecorder recorder = new CountingRecorder();
  final HikariDataSource main;
  final HikariDataSource small;
  final GenerationTable table;
  final Generations generations;
  final TagWrites writes;
  final Tier tier;
  final CacheService cache;
  final ChangePoller poller;
  private final ChangePollerLoop thread;

  Node(Databases.Address address, DatabaseKind kind, Plan plan) {
    main = address.pool(20);
    small = address.pool(4);
    table = new GenerationTable(kind);
    generations =
        plan.settlesEarly
            ? new SettlingEarly(time, limits(plan))
            : new Generations(time, time, limits(plan));
    Random random = new Random(7);
    writes =
        new TagWrites(small, table, generations, () -> 1 + random.nextLong(1L << 31), time) {
          @Override
          protected List<Tag> ordered(SortedSet<Tag> tags) {
            return plan.unsorted && Thread.currentThread().getName().startsWith("backwards")
                ? super.ordered(tags).stream().sorted(java.util.Comparator.reverseOrder()).toList()
                : super.ordered(tags);
          }
        };
    tier = plan.tier != null ? plan.tier : MemoryTiers.of(10_000);
    cache =
        plan.cache.apply(
            TestCache.parts(generations, new AtOnce(), new JsonFormat(), time, time, recorder),
            tier);
    poller =
        new OneAfterTheOther(
            small, table, generations, new ChangePoller.Schedule(plan.times, time));
    poller.pollOnce();
    thread =
        plan.polls
            ? new ChangePollerLoop(
                poller,
                plan.times,
                generations,
                new BackgroundLoops(Node::daemon, System::nanoTime))
            : null;
    if (thread == null) {
      // Who wants a poll gets it: the test has no thread that reads by itself.
      generations.onPollWanted(() -> daemon(poller::pollOnce).start());
    }
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "poller");
    thread.setDaemon(true);
    return thread;
  }

  /** Runs statements and raises tags in one transaction, as the server's JTA does. */
  void write(Work work, Collection<Tag> tags) throws SQLException {
    write(main, work, tags);
  }

  void write(DataSource dataSource, Work work, Collection<Tag> tags) throws SQLException {
    TagTransaction transaction = new TagTransaction(writes, generations, ignored -> {});
    transaction.add(tags);
    boolean committed = false;
    try (Connection connection = dataSource.getConnection()) {
      connection.setAutoCommit(false);
      try {
        work.run(connection);
        transaction.beforeCommit(connection);
        work.beforeCommit(connection);
        connection.commit();
        committed = true;
      } finally {
        if (!committed && !connection.isClosed()) {
          connection.rollback();
        }
      }
    } finally {
      transaction.ended(committed);
    }
  }

  /** What a transaction does. */
  @FunctionalInterface
  interface Work {
    void run(Connection connection) throws SQLException;

    default void beforeCommit(Connection connection) throws SQLException {}
  }

  @Override
  public void close() {
    if (thread != null) {
      thread.close();
    }
    main.close();
    small.close();
    if (tier instanceof MemoryTier memory) {
      memory.close();
    }
  }

  /** Without a transaction of the caller. */
  private final class AtOnce implements GenerationWriter {
    @Override
    public void replace(Collection<Tag> tags) {
      try {
        write(connection -> {}, tags);
      } catch (SQLException e) {
        throw new GenerationsNotWrittenException(e);
      }
    }

    @Override
    public boolean inTransaction() {
      return false;
    }
  }

  /** Polls follow each other, as those of the server's one thread do, whoever begins them here. */
  private static final class OneAfterTheOther extends ChangePoller {
    OneAfterTheOther(
        DataSource dataSource, GenerationTable table, Generations generations, Schedule schedule) {
      super(dataSource, table, generations, List.of(), schedule);
    }

    @Override
    synchronized boolean pollOnce() {
      return super.pollOnce();
    }
  }

  /** Planted: any poll settles any doubt. */
  private static final class SettlingEarly extends Generations {
    SettlingEarly(ManualTime time, GenerationLimits limits) {
      super(time, time, limits);
    }

    @Override
    protected boolean settles(dev.homeroom.cache.generations.Poll poll, long ticket) {
      return true;
    }
  }
}
