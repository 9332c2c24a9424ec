package dev.homeroom.database;

import com.zaxxer.hikari.HikariDataSource;
import dev.homeroom.cache.Stamps;
import dev.homeroom.cache.Tag;
import dev.homeroom.cache.generations.GenerationLimits;
import dev.homeroom.cache.generations.Generations;
import dev.homeroom.testkit.Databases;
import dev.homeroom.time.BackgroundLoops;
import dev.homeroom.time.Ticker;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

/**
 * Measures what a large table of generations costs: {@code rows instances seconds}. Prints the time
 * of the first poll, the heap per row, for how long anybody stood still beside polls and
 * comparisons, and the time of the database. docs/performance.md says how to read it.
 */
public final class ManyRowsProgram {
  private static final int WRITES_PER_SECOND = 20;
  private static final int USED_TAGS = 5_000;

  /** An instance's knowledge, and the poller of it. */
  private record Instance(
      Generations generations, ChangePoller poller, HikariDataSource pool, AutoCloseable thread) {}

  private ManyRowsProgram() {}

  /** Runs one measurement. */
  public static void main(String... arguments) throws Exception {
    int rows = Integer.parseInt(arguments[0]);
    int count = Integer.parseInt(arguments[1]);
    int seconds = Integer.parseInt(arguments[2]);
    Databases.Address address = Databases.postgres();
    try (HikariDataSource pool = address.pool(5, "-c lock_timeout=2s")) {
      Migrations.migrate(pool, DatabaseKind.POSTGRESQL);
      fill(pool, rows);
      long before = usedHeap();
      long begun = System.nanoTime();
      List<Instance> instances = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        instances.add(instance(address));
      }
      double firstMillis = (System.nanoTime() - begun) / 1e6 / count;
      double bytesPerRow = (usedHeap() - before) / (double) count / rows;
      List<Stamps> used = new ArrayList<>();
      for (Instance instance : instances) {
        for (int i = 0; i < USED_TAGS; i++) {
          used.add(instance.generations().stampsOf(List.of(tag(i % rows))));
        }
      }
      long[] stood = run(pool, instances, seconds);
      System.out.printf(
          "rows %,d, instances %d: first poll %.0f ms, %.1f bytes of heap a row, stood still"
              + " p99.9 %.2f ms, longest %.2f ms (a lock of its own: %.2f ms), database %.1f ms a"
              + " second, in use %,d%n",
          rows,
          count,
          firstMillis,
          bytesPerRow,
          stood[0] / 1e6,
          stood[1] / 1e6,
          stood[2] / 1e6,
          stood[3] / (double) seconds,
          used.size());
      for (Instance instance : instances) {
        instance.thread().close();
        instance.pool().close();
      }
    }
    System.exit(0);
  }

  private static Tag tag(int i) {
    return Tag.of("row", String.valueOf(i));
  }

  private static void fill(HikariDataSource pool, int rows) throws SQLException {
    try (Connection connection = pool.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(
          "insert into generation (tag, generation) select 'row:' || n, 1 + n from generate_series(0, "
              + (rows - 1)
              + ") as n");
      statement.execute("vacuum analyze generation");
    }
  }

  private static Instance instance(Databases.Address address) {
    Ticker ticker = System::nanoTime;
    Generations generations = new Generations(Clock.systemUTC(), ticker, GenerationLimits.SHIPPED);
    HikariDataSource pool = address.pool(4);
    // Compared each 5 s and not each minute, so that a short run has many.
    PollTimes shipped = PollTimes.SHIPPED;
    PollTimes times =
        new PollTimes(shipped.interval(), shipped.gather(), java.time.Duration.ofSeconds(5));
    ChangePoller poller =
        new ChangePoller(
            pool,
            new GenerationTable(DatabaseKind.POSTGRESQL),
            generations,
            List.of(),
            new ChangePoller.Schedule(times, ticker));
    if (!poller.pollOnce()) {
      throw new IllegalStateException("the first poll failed");
    }
    ChangePollerLoop thread =
        new ChangePollerLoop(
            poller, times, generations, new BackgroundLoops(ManyRowsProgram::daemon, ticker));
    return new Instance(generations, poller, pool, thread);
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "many-rows");
    thread.setDaemon(true);
    return thread;
  }

  /** Returns p99.9 and longest of a call that needs the lock, longest of another lock, database. */
  private static long[] run(HikariDataSource pool, List<Instance> instances, int seconds)
      throws Exception {
    AtomicBoolean stop = new AtomicBoolean();
    Generations alone =
        new Generations(Clock.systemUTC(), System::nanoTime, GenerationLimits.SHIPPED);
    long[] own = new long[seconds * 1_000];
    long[] control = new long[seconds * 1_000];
    Thread writer = daemon(() -> write(pool, stop));
    double busyBefore = busyMillis(pool);
    writer.start();
    int n = 0;
    long end = System.nanoTime() + seconds * 1_000_000_000L;
    while (System.nanoTime() < end && n < own.length) {
      Generations one = instances.get(n % instances.size()).generations();
      long a = System.nanoTime();
      one.hasRow(tag(1));
      long b = System.nanoTime();
      alone.hasRow(tag(1));
      control[n] = System.nanoTime() - b;
      own[n] = b - a;
      n++;
      LockSupport.parkNanos(1_000_000);
    }
    stop.set(true);
    writer.join();
    double busy = busyMillis(pool) - busyBefore;
    long[] sorted = Arrays.copyOf(own, n);
    Arrays.sort(sorted);
    long[] others = Arrays.copyOf(control, n);
    Arrays.sort(others);
    return new long[] {
      sorted[(int) (n * 0.999)], sorted[n - 1], others[n - 1], (long) busy,
    };
  }

  private static void write(HikariDataSource pool, AtomicBoolean stop) {
    try (Connection connection = pool.getConnection();
        var statement = connection.prepareStatement(GenerationTable.RAISE)) {
      for (int i = 0; !stop.get(); i++) {
        statement.setLong(1, 7);
        statement.setString(2, tag(i % USED_TAGS).name());
        statement.executeUpdate();
        LockSupport.parkNanos(1_000_000_000L / WRITES_PER_SECOND);
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Returns for how long statements have run in this database so far, by its own statistics. */
  private static double busyMillis(HikariDataSource pool) throws SQLException {
    String sql =
        "select coalesce(sum(active_time), 0) from pg_stat_database"
            + " where datname = current_database()";
    try (Connection connection = pool.getConnection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getDouble(1);
    }
  }

  private static long usedHeap() throws InterruptedException {
    for (int i = 0; i < 3; i++) {
      System.gc();
      Thread.sleep(100);
    }
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }
}
