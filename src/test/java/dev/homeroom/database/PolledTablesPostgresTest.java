package dev.homeroom.database;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.homeroom.cache.Tag;
import dev.homeroom.cache.generations.GenerationLimits;
import dev.homeroom.cache.generations.Generations;
import dev.homeroom.testkit.Databases;
import dev.homeroom.testkit.ManualTime;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What a poll finds in the polled tables of PostgreSQL: each row once, however late its transaction
 * is committed, and whatever the clocks say.
 */
class PolledTablesPostgresTest {
  private static final String OLD = "statement_timestamp() - interval '1 hour'";
  private static final Tag TAG = Tag.of("school", "1");

  private final Databases.Address address = Databases.migrated(DatabaseKind.POSTGRESQL);
  private final HikariDataSource pool = address.pool(4);
  private final HikariDataSource writer = address.pool(5, "-c lock_timeout=2s");
  private final ManualTime time = new ManualTime();
  private final Generations generations = new Generations(time, time, GenerationLimits.SHIPPED);
  private final Read revocations =
      new Read("select digest from revocation where expires_at > '2020-01-01' and ");
  private final Read keys = new Read("select kid || ' ' || alive from signing_key where ");
  private final ChangePoller poller =
      new ChangePoller(
          pool,
          new GenerationTable(DatabaseKind.POSTGRESQL),
          generations,
          List.of(revocations, keys),
          new ChangePoller.Schedule(PollTimes.SHIPPED, time));

  /** What a poll has read of a table. */
  private static final class Read implements PolledTable {
    private final String select;
    private final List<String> last = new ArrayList<>();
    private boolean whole;

    Read(String select) {
      this.select = select;
    }

    @Override
    public void read(Connection connection, Changes changes) throws SQLException {
      last.clear();
      whole = changes.isWhole();
      try (PreparedStatement statement =
          connection.prepareStatement(select + changes.condition())) {
        changes.bind(statement, 1);
        try (ResultSet row = statement.executeQuery()) {
          while (row.next()) {
            last.add(row.getString(1));
          }
        }
      }
    }
  }

  @BeforeEach
  void fill() throws SQLException {
    run("insert into generation (tag, generation) values ('school:1', 5)");
    run("insert into signing_key (kid, public_key, private_key) values ('k', 'p', 'q')");
    assertThat(poller.pollOnce()).isTrue();
  }

  @AfterEach
  void close() {
    pool.close();
    writer.close();
  }

  @Test
  void transactionHeldOverManyPolls_isReadWithTheFirstOneAfterItsCommit() throws Exception {
    try (Connection held = writer.getConnection()) {
      held.setAutoCommit(false);
      run(
          held,
          "insert into revocation (digest, person_id, reason, revoked_by, expires_at, changed_at)"
              + " values (repeat('a', 64), 'p', 'logout', 'p', '2999-01-01', "
              + OLD
              + ")");
      run(held, "update signing_key set alive = false, changed_at = " + OLD);
      run(
          held,
          "update generation set generation = 9, changed_at = " + OLD + " where tag = 'school:1'");
      for (int i = 0; i < 30; i++) {
        // Others write meanwhile, and their changes are not held up.
        run("update generation set changed_at = default where tag <> 'school:1'");
        time.pass(Duration.ofMillis(500));
        assertThat(poller.pollOnce()).isTrue();
        assertThat(revocations.last).isEmpty();
        assertThat(keys.last).isEmpty();
        assertThat(known()).isEqualTo(5);
      }
      held.commit();
    }
    assertThat(poller.pollOnce()).isTrue();
    assertThat(revocations.whole).isFalse();
    assertThat(revocations.last).containsExactly("a".repeat(64));
    assertThat(keys.last).containsExactly("k false");
    assertThat(known()).isEqualTo(9);

    assertThat(poller.pollOnce()).isTrue();
    assertThat(revocations.last).as("each row is read once").isEmpty();
    assertThat(keys.last).isEmpty();
  }

  @Test
  void longTransactionElsewhere_hasNoRowReadTwice() throws Exception {
    try (Connection held = writer.getConnection()) {
      held.setAutoCommit(false);
      run(held, "insert into generation (tag) values ('of:another')");
      revoke("b");
      assertThat(poller.pollOnce()).isTrue();
      assertThat(revocations.last).containsExactly("b".repeat(64));
      assertThat(poller.pollOnce()).isTrue();
      assertThat(revocations.last).isEmpty();
      held.rollback();
    }
  }

  @Test
  void onceAMinute_wholeTablesAreCompared() throws Exception {
    revoke("c");
    assertThat(poller.pollOnce()).isTrue();
    // As a table that is put back in place: nothing tells that it has changed.
    unnoticed("update generation set generation = 3 where tag = 'school:1'");
    unnoticed("update revocation set digest = repeat('d', 64)");
    assertThat(poller.pollOnce()).isTrue();
    assertThat(known()).isEqualTo(5);
    assertThat(revocations.last).isEmpty();
    time.pass(Duration.ofSeconds(61));
    assertThat(poller.pollOnce()).isTrue();
    assertThat(known()).isEqualTo(3);
    assertThat(revocations.last).containsExactly("d".repeat(64));
  }

  @Test
  void databaseStartedAnew_orPutBack_isReadAsAWhole() {
    PollPosition first = new PollPosition("1/5", 100, "90:100:");
    assertThat(new PollPosition("1/5", 100, "100:100:").follows(first)).isTrue();
    assertThat(new PollPosition("1/5", 99, "99:99:").follows(first)).isFalse();
    assertThat(new PollPosition("2/5", 200, "200:200:").follows(first)).isFalse();
  }

  @Test
  void position_isOfThisServerAndDatabase() throws Exception {
    try (HikariDataSource other = Databases.postgres().pool(1);
        Connection there = other.getConnection();
        Connection here = pool.getConnection()) {
      PollPosition one = PollPosition.of(here, DatabaseKind.POSTGRESQL);
      run("update generation set changed_at = default");
      PollPosition two = PollPosition.of(here, DatabaseKind.POSTGRESQL);
      assertThat(two.follows(one)).isTrue();
      assertThat(one.follows(two)).isFalse();
      assertThat(PollPosition.of(there, DatabaseKind.POSTGRESQL).follows(two)).isFalse();
    }
  }

  @Test
  void rowsOfTransactionsStillToCome_asADumpBringsThem_areNotReadAgainAndAgain() throws Exception {
    revoke("e");
    for (String table : List.of("generation", "signing_key", "revocation")) {
      unnoticed("update " + table + " set changed_in = '1000000000000000'");
    }
    assertThat(poller.pollOnce()).isTrue();
    assertThat(keys.last).isEmpty();
    assertThat(revocations.last).isEmpty();
    run("update signing_key set alive = false");
    assertThat(poller.pollOnce()).isTrue();
    assertThat(keys.last).containsExactly("k false");
    time.pass(Duration.ofSeconds(61));
    assertThat(poller.pollOnce()).isTrue();
    assertThat(revocations.last).containsExactly("e".repeat(64));
  }

  /** The statement of versions before the column: they may still run beside this one. */
  @Test
  void updateThatKnowsNothingOfIt_isFollowedToo() throws Exception {
    run("update generation set generation = generation + 4, changed_at = default");
    assertThat(poller.pollOnce()).isTrue();
    assertThat(known()).isEqualTo(9);
  }

  @Test
  void moreChangesThanAreHeld_areNoPollThatFails_norMemory() throws Exception {
    Generations small =
        new Generations(
            time, time, new GenerationLimits(Duration.ofSeconds(2), Duration.ofSeconds(10), 100));
    ChangePoller poller =
        new ChangePoller(
            pool,
            new GenerationTable(DatabaseKind.POSTGRESQL),
            small,
            List.of(),
            new ChangePoller.Schedule(PollTimes.SHIPPED, time));
    assertThat(poller.pollOnce()).isTrue();
    var used = small.stampsOf(List.of(TAG));
    assertThat(small.knowsAllRows()).isTrue();
    // In portions, each of which fits.
    for (int i = 0; i < 5; i++) {
      run("insert into generation (tag) select '" + i + ":' || n from generate_series(1, 60) as n");
      assertThat(poller.pollOnce()).isTrue();
    }
    assertThat(small.knowsAllRows()).isFalse();
    assertThat(used.areCurrent()).isTrue();
    // At once, more than fit.
    run("update generation set generation = generation + 1");
    assertThat(poller.pollOnce()).isTrue();
    assertThat(used.areCurrent()).isFalse();
    assertThat(small.stampsOf(List.of(TAG)).asMap()).containsEntry("school:1", 6L);
    run("delete from generation where tag <> 'school:1'");
    time.pass(Duration.ofSeconds(61));
    assertThat(poller.pollOnce()).isTrue();
    assertThat(small.knowsAllRows()).isTrue();
    run("insert into generation (tag) select 'x:' || n from generate_series(1, 300) as n");
    assertThat(poller.pollOnce()).isTrue();
    assertThat(small.knowsAllRows()).isFalse();
  }

  private long known() {
    return generations.stampsOf(List.of(TAG)).generation(0);
  }

  private void revoke(String digit) throws SQLException {
    run(
        "insert into revocation (digest, person_id, reason, revoked_by, expires_at)"
            + " values (repeat('"
            + digit
            + "', 64), 'p', 'logout', 'p', '2999-01-01')");
  }

  /** Changes rows as one does who puts tables back: no trigger notes it. */
  private void unnoticed(String sql) throws SQLException {
    try (Connection connection = writer.getConnection()) {
      connection.setAutoCommit(false);
      run(connection, "set local session_replication_role = replica");
      run(connection, sql);
      connection.commit();
    }
  }

  private void run(String sql) throws SQLException {
    try (Connection connection = writer.getConnection()) {
      run(connection, sql);
    }
  }

  private static void run(Connection connection, String sql) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
