package dev.homeroom.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.homeroom.cache.CacheKey;
import dev.homeroom.cache.Cached;
import dev.homeroom.cache.Outcome;
import dev.homeroom.cache.Stamps;
import dev.homeroom.cache.Tag;
import dev.homeroom.cache.spi.CacheEntry;
import dev.homeroom.database.Figures.Figure;
import dev.homeroom.testkit.Databases;
import dev.homeroom.testkit.Promised;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.h2.api.ErrorCode;

/**
 * The protocol's promises, each as a method that fails when it is broken: run on what ships, and on
 * planted mistakes to see that it does fail.
 */
final class Scenarios {
  private static final AtomicInteger NAMES = new AtomicInteger();

  final Databases.Address address;
  final DatabaseKind kind;

  Scenarios(Databases.Address address, DatabaseKind kind) {
    this.address = address;
    this.kind = kind;
  }

  Node node(Node.Plan plan) {
    return new Node(address, kind, plan);
  }

  String newFigure(Node node) throws SQLException {
    String id = "f" + NAMES.incrementAndGet();
    Figures.create(node.main, id);
    return id;
  }

  static void await(String what, Callable<Boolean> condition) throws Exception {
    long end = System.nanoTime() + Promised.NEVER.toNanos();
    while (!condition.call()) {
      assertThat(System.nanoTime()).as("waited for: " + what).isLessThan(end);
      Thread.onSpinWait();
    }
  }

  static <T> T get(Future<T> future) throws Exception {
    try {
      return future.get(Promised.NEVER.toSeconds(), TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Exception cause) {
        throw cause;
      }
      throw new IllegalStateException(e.getCause());
    }
  }

  /** A load that began before an invalidation and ended after it is nobody's who asks after it. */
  void loadThatRacedAnInvalidation(Node.Plan plan) throws Exception {
    raced(plan, true);
    raced(plan, false);
  }

  /** Asks while the early load still runs, or only after it has ended. */
  private void raced(Node.Plan plan, boolean askMeanwhile) throws Exception {
    try (Node node = node(plan)) {
      String id = newFigure(node);
      Figures figures = new Figures(node.main);
      CountDownLatch read = new CountDownLatch(1);
      CountDownLatch go = new CountDownLatch(1);
      AtomicInteger calls = new AtomicInteger();
      ExecutorService threads = Executors.newCachedThreadPool();
      try {
        Future<Cached<Figure>> early =
            threads.submit(
                () ->
                    node.cache.getOrLoad(
                        Figures.key(id),
                        scope -> {
                          Figure figure = figures.load(id, scope);
                          if (calls.getAndIncrement() == 0) {
                            read.countDown();
                            waitFor(go);
                          }
                          return figure;
                        }));
        waitFor(read);
        node.write(Figures.increment(id), List.of(Figures.tag(id)));
        if (askMeanwhile) {
          Future<Cached<Figure>> late = threads.submit(() -> ask(node, figures, id));
          go.countDown();
          assertThat(get(late).value().n()).isEqualTo(1);
        }
        go.countDown();
        get(early);
        assertThat(ask(node, figures, id).value().n()).isEqualTo(1);
        assertThat(figures.loads.get()).isBetween(2, 4);
      } finally {
        threads.shutdownNow();
      }
    }
  }

  static void waitFor(CountDownLatch latch) {
    try {
      assertThat(latch.await(Promised.NEVER.toSeconds(), TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Many threads on one cold key are one load. */
  void thousandThreadsOnOneColdKey(Node.Plan plan, int threads) throws Exception {
    try (Node node = node(plan)) {
      String id = newFigure(node);
      Figures figures = new Figures(node.main);
      CyclicBarrier start = new CyclicBarrier(threads);
      ExecutorService pool = Executors.newFixedThreadPool(threads);
      try {
        List<Callable<Long>> asks = new java.util.ArrayList<>();
        for (int i = 0; i < threads; i++) {
          asks.add(
              () -> {
                start.await();
                return node.cache
                    .getOrLoad(Figures.key(id), scope -> figures.load(id, scope))
                    .value()
                    .n();
              });
        }
        for (Future<Long> answer : pool.invokeAll(asks)) {
          assertThat(get(answer)).isZero();
        }
        assertThat(figures.loads).hasValue(1);
      } finally {
        pool.shutdownNow();
      }
    }
  }

  /**
   * Two writers of the same two tags, told in opposite order.
   *
   * @return how often the database showed a writer that waited for the other's lock
   */
  int twoWritersInOppositeOrder(Node.Plan plan, int times, int seenWaits) throws Exception {
    try (Node node = node(plan)) {
      Tag a = Tag.of("order", "a" + NAMES.incrementAndGet());
      Tag b = Tag.of("order", "b" + NAMES.incrementAndGet());
      node.write(connection -> {}, List.of(a, b));
      AtomicInteger waits = new AtomicInteger();
      ExecutorService forwards = Executors.newSingleThreadExecutor(named("forwards"));
      ExecutorService backwards = Executors.newSingleThreadExecutor(named("backwards"));
      try {
        for (int i = 0; i < times; i++) {
          boolean watched = i < seenWaits;
          CyclicBarrier start = new CyclicBarrier(2);
          AtomicBoolean seen = new AtomicBoolean(!watched);
          Future<?> one = forwards.submit(() -> writeAt(start, node, List.of(a, b), seen, waits));
          Future<?> two = backwards.submit(() -> writeAt(start, node, List.of(b, a), seen, waits));
          get(one);
          get(two);
        }
      } finally {
        forwards.shutdownNow();
        backwards.shutdownNow();
      }
      assertThat(node.cache).isNotNull();
      return waits.get();
    }
  }

  private static java.util.concurrent.ThreadFactory named(String name) {
    return work -> new Thread(work, name);
  }

  private Void writeAt(
      CyclicBarrier start, Node node, List<Tag> tags, AtomicBoolean seen, AtomicInteger waits)
      throws Exception {
    Node.Work work =
        new Node.Work() {
          @Override
          public void run(Connection connection) throws SQLException {
            try {
              start.await();
            } catch (Exception e) {
              throw new IllegalStateException(e);
            }
          }

          @Override
          public void beforeCommit(Connection connection) throws SQLException {
            // The first of the two: nobody waits for the second.
            if (!seen.getAndSet(true)) {
              holdUntilSomebodyWaits(node, waits);
            }
          }
        };
    node.write(work, tags);
    return null;
  }

  /** Holds the tags until the database itself shows a session that waits for a lock. */
  private void holdUntilSomebodyWaits(Node node, AtomicInteger waits) throws SQLException {
    String sql =
        switch (kind) {
          case H2 ->
              "select count(*) from information_schema.sessions where blocker_id is not null";
          case POSTGRESQL -> "select count(*) from pg_locks where not granted";
          // Not innodb_trx: what it shows does not change while it is asked more often than each
          // 0.1 s.
          case MARIADB ->
              "select cast(variable_value as signed) from information_schema.global_status"
                  + " where variable_name = 'INNODB_ROW_LOCK_CURRENT_WAITS'";
        };
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(1);
    try (Connection look = node.small.getConnection()) {
      while (System.nanoTime() < end) {
        try (ResultSet row = look.createStatement().executeQuery(sql)) {
          row.next();
          if (row.getInt(1) > 0) {
            waits.incrementAndGet();
            return;
          }
        } catch (SQLException e) {
          if (e.getErrorCode() != ErrorCode.GENERAL_ERROR_1) {
            throw e;
          }
          // H2 trips over a session whose transaction ends while it is listed: look again.
        }
      }
    }
  }

  /** A doubt is not settled by a poll that began before it. */
  void doubtDuringAPoll(Node.Plan plan) throws Exception {
    plan.polls = false;
    try (Node node = node(plan)) {
      Tag tag = Tag.of("doubt", "d" + NAMES.incrementAndGet());
      // Only the polls of this test.
      node.generations.onPollWanted(() -> {});
      node.write(connection -> {}, List.of(tag));
      node.poller.pollOnce();
      node.generations.doubt(List.of(tag), false);
      dev.homeroom.cache.generations.Poll early = node.generations.begin();
      long before = generation(node, tag);
      // After the poll looked at the row, another writer commits, and says so.
      try (Connection connection = node.main.getConnection()) {
        connection
            .createStatement()
            .executeUpdate(
                "update generation set generation = generation + 5 where tag = '" + tag + "'");
      }
      node.generations.doubt(List.of(tag), false);
      node.generations.complete(
          early,
          new dev.homeroom.cache.generations.PollResult(
              java.util.Map.of(), false, java.util.Map.of(tag.name(), before), java.util.Set.of()));
      assertThat(node.generations.bound(java.util.Map.of(tag.name(), before)).areCurrent())
          .as("the old generation is not valid while the doubt stands")
          .isFalse();
      node.poller.pollOnce();
      assertThat(node.generations.bound(java.util.Map.of(tag.name(), before + 5)).areCurrent())
          .isTrue();
    }
  }

  static long generation(Node node, Tag tag) throws SQLException {
    try (Connection connection = node.small.getConnection()) {
      return node.table.of(connection, List.of(tag.name())).get(tag.name());
    }
  }

  /** An entry that names another key is no answer, even if it lies under the key asked for. */
  void entryOfAnotherKey(Node.Plan plan) throws Exception {
    OneEntryTier tier = new OneEntryTier();
    plan.tier = tier;
    try (Node node = node(plan)) {
      String id = newFigure(node);
      CacheKey<Figure> other = Figures.key("somebody-else");
      Stamps stamps = node.cache.stampsOf(other);
      long now = node.time.millis();
      tier.entry =
          new CacheEntry(
              other.text(),
              1,
              stamps,
              now,
              now + 60_000,
              now + 60_000,
              "{\"n\":4711}".getBytes(StandardCharsets.UTF_8),
              null);
      Figures figures = new Figures(node.main);
      Cached<Figure> answer =
          node.cache.getOrLoad(Figures.key(id), scope -> figures.load(id, scope));
      assertThat(answer.value().n()).isZero();
      assertThat(answer.outcome()).isEqualTo(Outcome.MISS);
      assertThat(node.recorder.of("KEY")).isPositive();
    }
  }

  /**
   * What one writer commits, another instance that had answered a HIT shows within 2 s, as a HIT.
   */
  void changeThroughAnotherInstance(Node.Plan plan) throws Exception {
    try (Node writer = node(new Node.Plan());
        Node reader = node(plan)) {
      String id = newFigure(writer);
      Figures figures = new Figures(reader.main);
      reader.cache.getOrLoad(Figures.key(id), scope -> figures.load(id, scope));
      assertThat(ask(reader, figures, id).outcome()).isEqualTo(Outcome.HIT);
      writer.write(Figures.increment(id), List.of(Figures.tag(id)));
      long committed = System.nanoTime();
      Map<String, Long> committedNumber =
          Map.of(Figures.tag(id).name(), generation(writer, Figures.tag(id)));
      await("known", () -> reader.generations.bound(committedNumber).areCurrent());
      assertThat(ask(reader, figures, id).value().n()).isEqualTo(1);
      assertThat(Duration.ofNanos(System.nanoTime() - committed))
          .isLessThan(Promised.within(Duration.ofSeconds(2)));
      Cached<Figure> again = ask(reader, figures, id);
      assertThat(again.outcome()).isEqualTo(Outcome.HIT);
      assertThat(again.value().n()).isEqualTo(1);
    }
  }

  static Cached<Figure> ask(Node node, Figures figures, String id) {
    return node.cache.getOrLoad(Figures.key(id), scope -> figures.load(id, scope));
  }
}
