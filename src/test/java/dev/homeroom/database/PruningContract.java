package dev.homeroom.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.homeroom.cache.Outcome;
import dev.homeroom.cache.Stamps;
import dev.homeroom.cache.Tag;
import dev.homeroom.cache.generations.Generations;
import dev.homeroom.testkit.Databases;
import dev.homeroom.testkit.LogCapture;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.logging.Level;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which rows are deleted, and what those who follow the table know then. */
abstract class PruningContract {
  private static final Duration KEPT = Duration.ofDays(7);
  private static final String LONG_AGO = "timestamp '2020-01-01 00:00:00'";

  private Scenarios scenarios;
  private Node node;

  abstract DatabaseKind kind();

  @BeforeEach
  void migrate() throws SQLException {
    Databases.Address address = Databases.migrated(kind());
    try (var pool = address.pool(5)) {
      Figures.createTable(pool);
    }
    scenarios = new Scenarios(address, kind());
    node = quiet(10);
  }

  @AfterEach
  void close() {
    node.close();
  }

  /** A node whose polls the test begins, unless somebody wants one. */
  private Node quiet(int mostRows) {
    Node.Plan plan = new Node.Plan();
    plan.polls = false;
    plan.mostRows = mostRows;
    return scenarios.node(plan);
  }

  @Test
  void onlyWhatChangedLongAgo_andCutsNoTokensOff_isDeleted_soManyAtOnce() throws Exception {
    for (String tag : List.of("a:1", "a:2", "a:3", "cut:user:1", "b:1")) {
      insert(tag);
    }
    age("a:1", "a:2", "a:3", "cut:user:1");
    assertThat(pruning(Clock.systemUTC()).prune(KEPT, 2)).isEqualTo(2);
    assertThat(pruning(Clock.systemUTC()).prune(KEPT, 2)).isEqualTo(1);
    assertThat(pruning(Clock.systemUTC()).prune(KEPT, 2)).isZero();
    assertThat(tags()).containsExactly("b:1", "cut:user:1", Generations.PRUNED.name());
    age(Generations.PRUNED.name());
    assertThat(pruning(Clock.systemUTC()).prune(KEPT, 2)).as("the mark itself stays").isZero();
    assertThat(tags()).contains(Generations.PRUNED.name());
  }

  @Test
  void clockThatIsAhead_deletesNothingTooEarly() throws Exception {
    insert("a:1");
    Clock ahead = Clock.fixed(Instant.now().plus(Duration.ofDays(30)), ZoneOffset.UTC);
    assertThat(pruning(ahead).prune(KEPT, 10)).isZero();
    age("a:1");
    Clock behind = Clock.fixed(Instant.parse("2020-01-02T00:00:00Z"), ZoneOffset.UTC);
    assertThat(pruning(behind).prune(KEPT, 10)).isZero();
    assertThat(tags()).contains("a:1");
  }

  @Test
  void whileAnotherInstanceDeletes_orAWriterHoldsTheRow_itIsLeftAlone() throws Exception {
    insert("a:1");
    insert("a:2");
    age("a:1", "a:2");
    pruning(Clock.systemUTC()).prune(KEPT, 0);
    try (Connection other = node.main.getConnection()) {
      other.setAutoCommit(false);
      lock(other, Generations.PRUNED.name());
      assertThat(pruning(Clock.systemUTC()).prune(KEPT, 10)).isZero();
      other.rollback();
      lock(other, "a:1");
      assertThat(pruning(Clock.systemUTC()).prune(KEPT, 10)).isEqualTo(1);
      other.rollback();
    }
    assertThat(tags()).contains("a:1").doesNotContain("a:2");
  }

  @Test
  void rowsGone_areKnownWithTheNextPoll_andNothingFromBeforeThemCountsAgain() throws Exception {
    for (int mostRows : List.of(10, 1)) {
      try (Node reader = quiet(mostRows);
          LogCapture log = new LogCapture(Generations.class.getName())) {
        Tag tag = Tag.of("a", "x" + mostRows);
        Tag used = Tag.of("a", "used" + mostRows);
        insert(used.name());
        insert("b:1" + mostRows);
        insert("b:2" + mostRows);
        reader.poller.pollOnce();
        Stamps before = stamps(reader, tag);
        assertThat(before.generation(0)).isZero();
        insert(tag.name());
        reader.poller.pollOnce();
        Stamps with = stamps(reader, tag);
        Stamps other = stamps(reader, used);
        assertThat(with.generation(0)).isEqualTo(5);
        assertThat(before.areCurrent()).isFalse();
        age(tag.name());

        assertThat(pruning(Clock.systemUTC()).prune(KEPT, 10)).isEqualTo(1);
        reader.poller.pollOnce();
        assertThat(with.areCurrent()).isFalse();
        assertThat(before.areCurrent()).as("made before the row, whose number was 0 too").isFalse();
        assertThat(other.areCurrent()).isTrue();
        assertThat(stamps(reader, tag).asMap()).containsEntry(tag.name(), 0L);
        assertThat(log.linesFrom(Level.WARNING)).isEmpty();
      }
    }
  }

  @Test
  void totals_areThoseOfWhatIsLeft() throws Exception {
    insert("a:1");
    insert("a:2");
    node.poller.pollOnce();
    age("a:1");
    pruning(Clock.systemUTC()).prune(KEPT, 10);
    node.poller.pollOnce();
    assertThat(node.generations.totalsWith(java.util.Map.of()).rows()).isEqualTo(2);
    assertThat(node.generations.knowsAllRows()).isTrue();
  }

  @Test
  void writeAfterIt_bringsTheRowBack_withAnotherNumber() throws Exception {
    String id = scenarios.newFigure(node);
    Figures figures = new Figures(node.main);
    node.write(Figures.increment(id), List.of(Figures.tag(id)));
    long number = Scenarios.generation(node, Figures.tag(id));
    assertThat(Scenarios.ask(node, figures, id).value().n()).isEqualTo(1);
    age(Figures.tag(id).name());
    pruning(Clock.systemUTC()).prune(KEPT, 10);
    // The writer does not know yet that the row has gone.
    node.write(Figures.increment(id), List.of(Figures.tag(id)));
    assertThat(Scenarios.generation(node, Figures.tag(id))).isPositive().isNotEqualTo(number);
    assertThat(Scenarios.ask(node, figures, id).value().n()).isEqualTo(2);
  }

  @Test
  void tableTooLargeToBeHeld_answersAreRightAllTheSame() throws Exception {
    for (int i = 0; i < 30; i++) {
      insert("row:" + i);
    }
    Node.Plan small = new Node.Plan();
    small.mostRows = 10;
    try (Node writer = scenarios.node(small);
        Node reader = scenarios.node(small)) {
      assertThat(reader.generations.knowsAllRows()).isFalse();
      String id = scenarios.newFigure(writer);
      Figures figures = new Figures(reader.main);
      for (long n = 0; n < 20; n++) {
        long wanted = n;
        Scenarios.await(
            "version " + n, () -> Scenarios.ask(reader, figures, id).value().n() == wanted);
        Scenarios.await("kept", () -> Scenarios.ask(reader, figures, id).outcome() == Outcome.HIT);
        writer.write(Figures.increment(id), List.of(Figures.tag(id)));
        assertThat(Scenarios.ask(writer, figures, id).value().n()).isEqualTo(n + 1);
      }
      // Small again, it is held again.
      try (Connection connection = writer.main.getConnection();
          Statement statement = connection.createStatement()) {
        statement.execute("delete from generation where tag like 'row:%'");
      }
      reader.time.pass(Duration.ofSeconds(61));
      Scenarios.await("all rows known", reader.generations::knowsAllRows);
      assertThat(Scenarios.ask(reader, figures, id).value().n()).isEqualTo(20);
    }
  }

  private GenerationPruning pruning(Clock clock) {
    return new GenerationPruning(node.small, node.table, () -> 7, clock);
  }

  /** Returns what is known of a tag, once it is. */
  private static Stamps stamps(Node node, Tag tag) {
    Stamps stamps = node.generations.stampsOf(List.of(tag));
    if (!stamps.areKnown()) {
      assertThat(node.generations.awaitSettled(List.of(tag))).isTrue();
    }
    return node.generations.stampsOf(List.of(tag));
  }

  private void insert(String tag) throws SQLException {
    run("insert into generation (tag, generation) values ('" + tag + "', 5)");
  }

  private void age(String... tags) throws SQLException {
    for (String tag : tags) {
      run("update generation set changed_at = " + LONG_AGO + " where tag = '" + tag + "'");
    }
  }

  private static void lock(Connection connection, String tag) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("select tag from generation where tag = '" + tag + "' for update");
    }
  }

  private void run(String sql) throws SQLException {
    try (Connection connection = node.main.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private Set<String> tags() throws SQLException {
    Set<String> tags = new TreeSet<>();
    try (Connection connection = node.main.getConnection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("select tag from generation")) {
      while (row.next()) {
        tags.add(row.getString(1));
      }
    }
    return tags;
  }
}
