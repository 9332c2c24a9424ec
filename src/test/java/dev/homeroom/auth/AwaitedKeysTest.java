package dev.homeroom.auth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.homeroom.auth.KeyNode.Mistake;
import dev.homeroom.database.DatabaseKind;
import dev.homeroom.sql.TestDatabase;
import dev.homeroom.testkit.CountedStatements;
import dev.homeroom.testkit.ManualTime;
import dev.homeroom.testkit.Promised;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tokens of keys that a server does not know. */
class AwaitedKeysTest {
  private final ManualTime time = ManualTime.standing();
  private final DataSource database = TestDatabase.empty();
  private final CountedStatements counted = new CountedStatements(database);
  private KeyNode node;

  @BeforeEach
  void start() {
    KeyFixture.insertKey(database);
    node = new KeyNode(counted.dataSource(), DatabaseKind.H2, time, Mistake.NONE);
  }

  @AfterEach
  void close() {
    node.close();
  }

  @Test
  void twoThousandTokensASecondOfUnknownKeys_causeTwoPolls_andNoStatementEach() throws Exception {
    String good = node.issue();
    assertThat(node.accepts(good)).isTrue();
    long before = counted.run();
    node.instance.poll();
    long ofOnePoll = counted.run() - before;
    assertThat(ofOnePoll).isBetween(1L, 20L);
    before = counted.run();
    ExecutorService threads = Executors.newFixedThreadPool(16);
    try {
      for (int part = 0; part < 20; part++) {
        List<Future<Boolean>> judged = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
          String forged = KeyFixture.ofUnknownKey(good, part * 100 + i);
          judged.add(threads.submit(() -> node.refuses(forged)));
        }
        judged.add(threads.submit(() -> node.accepts(good)));
        for (Future<Boolean> each : judged) {
          assertThat(each.get(Promised.NEVER.toSeconds(), TimeUnit.SECONDS)).isTrue();
        }
        time.pass(Duration.ofMillis(50));
      }
    } finally {
      threads.shutdownNow();
    }
    assertThat(node.awaited.polls()).isEqualTo(2);
    // Here each waiting one wakes the poller, whose server's loop takes them together.
    long polls = 2 * (1 + AwaitedKeys.MAX_WAITING);
    assertThat(counted.run() - before).isBetween(ofOnePoll, polls * (ofOnePoll + 1));
  }

  @Test
  void withdrawnKey_isKnown_andCausesNoPoll() {
    String token = node.issue();
    node.rotate(node.keys.signing().kid());
    long before = node.awaited.polls();
    assertThat(node.refuses(token)).isTrue();
    assertThat(node.awaited.polls()).isEqualTo(before);
  }

  @Test
  void unknownKey_databaseAway_cannotBeJudged_whileKnownOnesCan() throws SQLException {
    String token = node.issue();
    String forged = KeyFixture.ofUnknownKey(token, 1);
    assertThat(node.refuses(forged)).isTrue();
    try (Connection connection = database.getConnection()) {
      connection.createStatement().execute("alter table generation rename to gone");
    }
    time.pass(Duration.ofSeconds(3));
    assertThat(node.judge(forged)).isInstanceOf(TokenVerdict.UndecidedToken.class);
    assertThat(node.accepts(token)).isTrue();
    try (Connection connection = database.getConnection()) {
      connection.createStatement().execute("alter table gone rename to generation");
    }
    node.instance.poll();
    assertThat(node.refuses(forged)).isTrue();
  }
}
