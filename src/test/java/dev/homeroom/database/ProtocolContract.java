package dev.homeroom.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.homeroom.cache.Cached;
import dev.homeroom.cache.Outcome;
import dev.homeroom.cache.Tag;
import dev.homeroom.cache.generations.Generations;
import dev.homeroom.cache.readthrough.TestCache;
import dev.homeroom.database.Figures.Figure;
import dev.homeroom.testkit.Databases;
import dev.homeroom.testkit.LogCapture;
import dev.homeroom.testkit.Promised;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.logging.Level;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What generations promise, on a real database, through one or two instances of the cache. */
abstract class ProtocolContract {
  Databases.Address address;
  Scenarios scenarios;

  abstract DatabaseKind kind();

  @BeforeEach
  void migrate() throws SQLException {
    address = Databases.migrated(kind());
    scenarios = new Scenarios(address, kind());
    try (var pool = address.pool(4)) {
      Figures.createTable(pool);
    }
  }

  private static Node.Plan plan() {
    return new Node.Plan();
  }

  @Test
  void getOrLoad_loadRacedAnInvalidation_isNotServedToWhoAsksAfterIt() throws Exception {
    scenarios.loadThatRacedAnInvalidation(plan());
  }

  @Test
  void getOrLoad_thousandThreadsOnOneColdKey_loadOnce() throws Exception {
    scenarios.thousandThreadsOnOneColdKey(plan(), 1_000);
  }

  @Test
  void raise_twoWritersInOppositeOrder_neverDeadLock() throws Exception {
    int waits = scenarios.twoWritersInOppositeOrder(plan(), 1_000, 200);
    assertThat(waits).isGreaterThanOrEqualTo(100);
  }

  @Test
  void raise_order_isTheOrderOfCommits() throws Exception {
    try (Node one = scenarios.node(plan());
        Node two = scenarios.node(plan())) {
      String id = scenarios.newFigure(one);
      Map<Long, Long> generationOfVersion = new ConcurrentSkipListMap<>();
      ExecutorService threads = Executors.newFixedThreadPool(4);
      List<Callable<Void>> writers = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        Node node = i % 2 == 0 ? one : two;
        writers.add(() -> writeVersions(node, id, generationOfVersion));
      }
      for (Future<Void> writer : threads.invokeAll(writers)) {
        Scenarios.get(writer);
      }
      threads.shutdownNow();
      assertThat(generationOfVersion).hasSize(200);
      assertThat(new ArrayList<>(generationOfVersion.values())).isSorted().doesNotHaveDuplicates();
      // The same numbers are what both instances know in the end.
      long last = new TreeMap<>(generationOfVersion).lastEntry().getValue();
      for (Node node : List.of(one, two)) {
        Scenarios.await(
            "last generation known",
            () -> node.generations.bound(Map.of(Figures.tag(id).name(), last)).areCurrent());
      }
    }
  }

  private static Void writeVersions(Node node, String id, Map<Long, Long> found)
      throws SQLException {
    for (int i = 0; i < 50; i++) {
      node.write(
          new Node.Work() {
            @Override
            public void run(Connection connection) throws SQLException {
              Figures.increment(id).run(connection);
            }

            @Override
            public void beforeCommit(Connection connection) throws SQLException {
              found.put(
                  number(connection, "select n from figure where id = ?", id),
                  number(
                      connection,
                      "select generation from generation where tag = ?",
                      Figures.tag(id).name()));
            }
          },
          List.of(Figures.tag(id)));
    }
    return null;
  }

  static long number(Connection connection, String sql, String parameter) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(sql)) {
      select.setString(1, parameter);
      try (ResultSet row = select.executeQuery()) {
        row.next();
        return row.getLong(1);
      }
    }
  }

  @Test
  void change_throughAnotherInstance_isAHitWithinTwoSeconds() throws Exception {
    scenarios.changeThroughAnotherInstance(plan());
  }

  @Test
  void doubt_raisedDuringAPoll_isNotSettledByIt() throws Exception {
    scenarios.doubtDuringAPoll(plan());
  }

  @Test
  void getOrLoad_entryNamesAnotherKey_isAMiss() throws Exception {
    scenarios.entryOfAnotherKey(plan());
  }

  @Test
  void getOrLoad_tagInvalidatedThousandTimesASecond_readersFinish() throws Exception {
    try (Node node = scenarios.node(plan());
        Node other = scenarios.node(plan())) {
      String id = scenarios.newFigure(node);
      Figures figures = new Figures(node.main);
      AtomicBoolean stop = new AtomicBoolean();
      AtomicLong doubts = new AtomicLong();
      ExecutorService threads = Executors.newCachedThreadPool();
      Future<?> storm =
          threads.submit(
              () -> {
                long first = System.nanoTime();
                for (long n = 1; !stop.get(); n++) {
                  node.generations.doubt(List.of(Figures.tag(id)), false);
                  if (n % 10 == 0) {
                    other.write(Figures.increment(id), List.of(Figures.tag(id)));
                  }
                  doubts.set(n);
                  while (System.nanoTime() - first < n * 1_000_000) {
                    Thread.onSpinWait();
                  }
                }
                return null;
              });
      long begun = System.nanoTime();
      long lastSeen = 0;
      int answers = 0;
      NavigableMap<Long, Long> committed = new TreeMap<>();
      // Five seconds, and on a busy machine as long as it takes to be a storm.
      while (System.nanoTime() - begun < TimeUnit.SECONDS.toNanos(5)
          || doubts.get() <= 3_000
          || answers <= 10) {
        assertThat(System.nanoTime() - begun).isLessThan(Promised.NEVER.toNanos());
        long asked = System.nanoTime();
        long n = Scenarios.ask(node, figures, id).value().n();
        assertThat(n).isGreaterThanOrEqualTo(lastSeen);
        // What was committed by another instance up to 2 s ago may still be unseen here.
        var old = committed.floorEntry(asked - TimeUnit.SECONDS.toNanos(2));
        assertThat(n).isGreaterThanOrEqualTo(old == null ? 0 : old.getValue());
        committed.put(System.nanoTime(), figures.committed(id));
        lastSeen = n;
        answers++;
      }
      stop.set(true);
      Scenarios.get(storm);
      threads.shutdownNow();
      assertThat(committed.lastEntry().getValue()).as("changes meanwhile").isGreaterThan(100);
    }
  }

  @Test
  void change_heldForFourSecondsBeforeItsCommit_isSeenWithinTwoSecondsAfterIt() throws Exception {
    try (Node writer = scenarios.node(plan());
        Node reader = scenarios.node(plan())) {
      String id = scenarios.newFigure(writer);
      Figures figures = new Figures(reader.main);
      Scenarios.ask(reader, figures, id);
      writer.write(
          new Node.Work() {
            @Override
            public void run(Connection connection) throws SQLException {
              Figures.increment(id).run(connection);
            }

            @Override
            public void beforeCommit(Connection connection) {
              // The writer holds its tags in real time: the database's clock is not the test's.
              java.util.concurrent.locks.LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(4));
            }
          },
          List.of(Figures.tag(id)));
      long committed = System.nanoTime();
      Scenarios.await("new figure", () -> Scenarios.ask(reader, figures, id).value().n() == 1);
      assertThat(Duration.ofNanos(System.nanoTime() - committed))
          .isLessThan(Promised.within(Duration.ofSeconds(2)));
    }
  }

  @Test
  void raise_tagLockedForThreeSeconds_givesUpAfterTwo() throws Exception {
    try (Node node = scenarios.node(plan())) {
      Tag tag = Tag.of("locked", "l");
      node.write(connection -> {}, List.of(tag));
      try (Connection holder = node.main.getConnection()) {
        holder.setAutoCommit(false);
        holder
            .createStatement()
            .executeUpdate(
                "update generation set generation = generation where tag = '" + tag + "'");
        long begun = System.nanoTime();
        assertThatThrownBy(() -> node.write(connection -> {}, List.of(tag)))
            .isInstanceOf(SQLException.class);
        assertThat(Duration.ofNanos(System.nanoTime() - begun))
            .isBetween(Duration.ofMillis(1_800), Promised.within(Duration.ofSeconds(3)));
        assertThat(node.generations.stampsOf(List.of(tag)).areKnown())
            .as("a transaction that was certainly rolled back puts nothing in doubt")
            .isTrue();
        holder.rollback();
      }
    }
  }

  @Test
  void raise_longerThanFiveSecondsByTheTicker_rollsBack() throws Exception {
    Node.Plan plan = plan();
    try (Node node = scenarios.node(plan)) {
      String id = scenarios.newFigure(node);
      Tag slow = Tag.of("slow", "s");
      TagWrites stopped =
          new TagWrites(node.small, node.table, node.generations, () -> 1, node.time) {
            @Override
            protected List<Tag> ordered(java.util.SortedSet<Tag> tags) {
              node.time.pass(Duration.ofSeconds(6));
              return super.ordered(tags);
            }
          };
      TagTransaction transaction = new TagTransaction(stopped, node.generations, tags -> {});
      transaction.add(List.of(slow, Figures.tag(id)));
      try (Connection connection = node.main.getConnection()) {
        connection.setAutoCommit(false);
        Figures.increment(id).run(connection);
        assertThatThrownBy(() -> transaction.beforeCommit(connection))
            .isInstanceOf(TagsHeldTooLongException.class)
            .hasMessageContaining("at most 5000");
        connection.rollback();
      }
      assertThat(new Figures(node.main).committed(id)).isZero();
    }
  }

  @Test
  void failedTransaction_voidsNothing() throws Exception {
    try (Node node = scenarios.node(plan())) {
      String id = scenarios.newFigure(node);
      Figures figures = new Figures(node.main);
      Scenarios.ask(node, figures, id);
      assertThatThrownBy(
              () ->
                  node.write(
                      connection -> {
                        Figures.increment(id).run(connection);
                        throw new SQLException("no");
                      },
                      List.of(Figures.tag(id))))
          .hasMessage("no");
      assertThat(Scenarios.ask(node, figures, id).outcome()).isEqualTo(Outcome.HIT);
    }
  }

  @Test
  void tablePutBackToAnOlderState_isNoticedWarnedOfAndFollowed() throws Exception {
    Node.Plan plan = plan();
    plan.times = new PollTimes(Duration.ofMillis(50), Duration.ofMillis(5), Duration.ofMillis(300));
    try (LogCapture log = new LogCapture(Generations.class.getName());
        Node node = scenarios.node(plan)) {
      String id = scenarios.newFigure(node);
      Figures figures = new Figures(node.main);
      Tag tag = Figures.tag(id);
      node.write(Figures.increment(id), List.of(tag));
      long older = Scenarios.generation(node, tag);
      node.write(Figures.increment(id), List.of(tag));
      assertThat(Scenarios.ask(node, figures, id).value().n()).isEqualTo(2);
      assertThat(Scenarios.ask(node, figures, id).outcome()).isEqualTo(Outcome.HIT);
      // As a restore does it: the rows are old, and so are their clocks.
      try (Connection connection = node.main.getConnection()) {
        connection
            .createStatement()
            .executeUpdate("update figure set n = 1 where id = '" + id + "'");
        connection
            .createStatement()
            .executeUpdate(
                "update generation set generation = "
                    + older
                    + ", changed_at = timestamp '2020-01-01 00:00:00' where tag = '"
                    + tag
                    + "'");
      }
      Scenarios.await("the older state", () -> Scenarios.ask(node, figures, id).value().n() == 1);
      assertThat(log.linesFrom(Level.WARNING)).hasSize(1);
      assertThat(log.linesFrom(Level.WARNING).get(0))
          .contains("Database went back", tag.name(), "This means", "Do:");
    }
  }

  @Test
  void rowTakenAway_isFollowed_andComesBackWithItsNextWrite() throws Exception {
    Node.Plan plan = plan();
    plan.times = new PollTimes(Duration.ofMillis(50), Duration.ofMillis(5), Duration.ofMillis(300));
    try (Node node = scenarios.node(plan)) {
      String id = scenarios.newFigure(node);
      Figures figures = new Figures(node.main);
      Tag tag = Figures.tag(id);
      node.write(Figures.increment(id), List.of(tag));
      Scenarios.ask(node, figures, id);
      Scenarios.await("row known", () -> node.generations.hasRow(tag));
      try (Connection connection = node.main.getConnection()) {
        connection
            .createStatement()
            .executeUpdate("delete from generation where tag = '" + tag + "'");
      }
      // A writer that has not noticed yet makes the row anew.
      node.write(Figures.increment(id), List.of(tag));
      assertThat(Scenarios.ask(node, figures, id).value().n()).isEqualTo(2);
      Scenarios.await("row known again", () -> node.generations.hasRow(tag));
    }
  }

  @Test
  void pauseOfTwentySeconds_firstAnswerAfterItIsRight() throws Exception {
    for (boolean wholeMachine : List.of(false, true)) {
      Node.Plan paused = plan();
      paused.polls = false;
      try (Node writer = scenarios.node(plan());
          Node reader = scenarios.node(paused)) {
        String id = scenarios.newFigure(writer);
        Figures figures = new Figures(reader.main);
        Scenarios.ask(reader, figures, id);
        assertThat(Scenarios.ask(reader, figures, id).outcome()).isEqualTo(Outcome.HIT);
        writer.write(Figures.increment(id), List.of(Figures.tag(id)));
        if (wholeMachine) {
          reader.time.passOnTheWall(Duration.ofSeconds(20));
        } else {
          reader.time.pass(Duration.ofSeconds(20));
        }
        assertThat(Scenarios.ask(reader, figures, id).value().n()).isEqualTo(1);
      }
    }
  }

  @Test
  void pauseOfNinetySeconds_readsTheWholeTable() throws Exception {
    Node.Plan paused = plan();
    paused.polls = false;
    try (Node writer = scenarios.node(plan());
        Node reader = scenarios.node(paused)) {
      String id = scenarios.newFigure(writer);
      Figures figures = new Figures(reader.main);
      Scenarios.ask(reader, figures, id);
      writer.write(Figures.increment(id), List.of(Figures.tag(id)));
      try (Connection connection = writer.main.getConnection()) {
        // So long ago that the window of changed rows does not reach it.
        connection
            .createStatement()
            .executeUpdate("update generation set changed_at = timestamp '2020-01-01 00:00:00'");
      }
      reader.time.pass(Duration.ofSeconds(90));
      assertThat(Scenarios.ask(reader, figures, id).value().n()).isEqualTo(1);
    }
  }

  @Test
  void unsortedTags_doDeadLock() {
    Node.Plan plan = plan();
    plan.unsorted = true;
    // Until it happens: on a busy machine the two seldom meet.
    assertThatThrownBy(() -> scenarios.twoWritersInOppositeOrder(plan, 100_000, 1_000))
        .isInstanceOf(SQLException.class)
        .satisfies(e -> assertThat(sqlStates((SQLException) e)).containsAnyOf("40001", "40P01"));
  }

  private static Set<String> sqlStates(SQLException e) {
    Set<String> states = new HashSet<>();
    for (Throwable t : e) {
      if (t instanceof SQLException sql) {
        states.add(String.valueOf(sql.getSQLState()));
      }
    }
    return states;
  }

  @Test
  void plantedMistakes_areFound() {
    Node.Plan late = plan();
    late.cache = TestCache::stampingAfterTheLoad;
    assertThatThrownBy(() -> scenarios.loadThatRacedAnInvalidation(late))
        .as("stamps taken after the load")
        .isInstanceOf(AssertionError.class);

    Node.Plan early = plan();
    early.settlesEarly = true;
    assertThatThrownBy(() -> scenarios.doubtDuringAPoll(early))
        .as("a doubt settled by a poll that began before it")
        .isInstanceOf(AssertionError.class);

    Node.Plan anyKey = plan();
    anyKey.cache = TestCache::believingAnyKey;
    assertThatThrownBy(() -> scenarios.entryOfAnotherKey(anyKey))
        .as("own key unchecked")
        .isInstanceOf(AssertionError.class);

    Node.Plan copies = plan();
    copies.tier = new CopyingTier();
    assertThatThrownBy(() -> scenarios.changeThroughAnotherInstance(copies))
        .as("entries copied by value")
        .isInstanceOf(AssertionError.class);
  }

  @Test
  void put_stampsMoved_isNotKept() throws Exception {
    try (Node node = scenarios.node(plan())) {
      String id = scenarios.newFigure(node);
      var key = Figures.key(id);
      var stamps = node.cache.stampsOf(key);
      assertThat(node.cache.put(key, new Figure(5), stamps)).isTrue();
      assertThat(node.cache.get(key).map(Cached::value)).contains(new Figure(5));
      node.cache.invalidate(List.of(Figures.tag(id)));
      assertThat(node.cache.exists(key)).isFalse();
      assertThat(node.cache.put(key, new Figure(6), stamps)).isFalse();
      assertThat(node.recorder.of("STAMPS_MOVED")).isEqualTo(1);
      node.cache.put(key, new Figure(7), node.cache.stampsOf(key));
      node.cache.delete(key);
      assertThat(node.cache.get(key)).isEmpty();
    }
  }
}
