package dev.homeroom.database;

import com.zaxxer.hikari.HikariDataSource;
import dev.homeroom.cache.Tag;
import dev.homeroom.testkit.Databases;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

/**
 * Measures what writers of one school cost each other and its readers: two instances, each with
 * writers that all raise one tag of the school, and readers of values that carry it. Arguments:
 * writes a second in all, seconds. docs/performance.md has what came of it.
 */
public final class OneSchoolProgram {
  private static final int WRITERS = 4;
  private static final int READERS = 4;
  private static final int READS_PER_SECOND = 100;
  private static final Tag SCHOOL = Tag.of("attendance", "1");

  private OneSchoolProgram() {}

  /** Runs the reads alone, then beside the writers. */
  public static void main(String... arguments) throws Exception {
    int writes = Integer.parseInt(arguments[0]);
    int seconds = Integer.parseInt(arguments[1]);
    Databases.Address address = Databases.postgres();
    try (HikariDataSource pool = address.pool(5, "-c lock_timeout=2s")) {
      Migrations.migrate(pool, DatabaseKind.POSTGRESQL);
      Figures.createTable(pool);
    }
    Scenarios scenarios = new Scenarios(address, DatabaseKind.POSTGRESQL);
    try (Node one = scenarios.node(new Node.Plan());
        Node two = scenarios.node(new Node.Plan())) {
      List<Node> nodes = List.of(one, two);
      List<String> figures = new ArrayList<>();
      for (int i = 0; i < WRITERS; i++) {
        figures.add(scenarios.newFigure(one));
      }
      run(nodes, figures, 0, 5);
      System.out.println("alone:          " + run(nodes, figures, 0, seconds));
      System.out.println(writes + " writes/s: " + run(nodes, figures, writes, seconds));
    }
    System.exit(0);
  }

  private static String run(List<Node> nodes, List<String> figures, int writes, int seconds)
      throws InterruptedException {
    AtomicBoolean stop = new AtomicBoolean();
    ConcurrentLinkedQueue<Long> reads = new ConcurrentLinkedQueue<>();
    ConcurrentLinkedQueue<Long> written = new ConcurrentLinkedQueue<>();
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < WRITERS && writes > 0; i++) {
      Node node = nodes.get(i % nodes.size());
      String id = figures.get(i);
      threads.add(
          new Thread(
              () ->
                  repeat(
                      stop,
                      WRITERS * 1_000_000_000L / writes,
                      written,
                      () -> node.write(Figures.increment(id), List.of(SCHOOL, Figures.tag(id))))));
    }
    for (int i = 0; i < READERS; i++) {
      Node node = nodes.get(i % nodes.size());
      Figures figure = new Figures(node.main);
      String id = figures.get(i % figures.size());
      threads.add(
          new Thread(
              () ->
                  repeat(
                      stop,
                      1_000_000_000L / READS_PER_SECOND,
                      reads,
                      () ->
                          node.cache.getOrLoad(
                              Figures.key(id),
                              scope -> {
                                scope.dependsOn(SCHOOL);
                                return figure.load(id, scope);
                              }))));
    }
    threads.forEach(Thread::start);
    Thread.sleep(seconds * 1_000L);
    stop.set(true);
    for (Thread thread : threads) {
      thread.join();
    }
    return "reads " + figures(reads) + (writes > 0 ? "; writes " + figures(written) : "");
  }

  private interface Call {
    void run() throws Exception;
  }

  private static void repeat(
      AtomicBoolean stop, long everyNanos, ConcurrentLinkedQueue<Long> took, Call call) {
    long next = System.nanoTime();
    while (!stop.get()) {
      long begun = System.nanoTime();
      try {
        call.run();
      } catch (Exception e) {
        throw new IllegalStateException(e);
      }
      took.add(System.nanoTime() - begun);
      next += everyNanos;
      LockSupport.parkNanos(Math.max(0, next - System.nanoTime()));
    }
  }

  private static String figures(ConcurrentLinkedQueue<Long> took) {
    long[] sorted = took.stream().mapToLong(Long::longValue).toArray();
    Arrays.sort(sorted);
    int n = sorted.length;
    return "%,d: median %.2f, p99 %.1f, longest %.1f ms"
        .formatted(n, sorted[n / 2] / 1e6, sorted[(int) (n * 0.99)] / 1e6, sorted[n - 1] / 1e6);
  }
}
