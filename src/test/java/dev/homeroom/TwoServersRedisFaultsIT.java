package dev.homeroom;

import static org.assertj.core.api.Assertions.assertThat;

import dev.homeroom.testkit.Client;
import dev.homeroom.testkit.Client.Answer;
import dev.homeroom.testkit.Connections;
import dev.homeroom.testkit.Problems;
import dev.homeroom.testkit.RedisServer;
import dev.homeroom.testkit.TcpProxy;
import dev.homeroom.testkit.TwoServersOnRedis;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.ResourceLock;

/** A Redis that forgets, remembers too much, or is another one for each of two servers. */
@Tag("quiet")
@Order(1)
@ResourceLock(TwoServersOnRedis.NAME)
class TwoServersRedisFaultsIT {
  private static final String DASHBOARD = "/api/dashboards/me";
  private static final String ATTENDANCE = "homeroom:s*:dashboard:student:*:attendance:*";
  private static final Duration WITHOUT_PUSH = Duration.ofSeconds(2);

  @RegisterExtension static final TwoServersOnRedis at = new TwoServersOnRedis();

  private Client one;
  private Client two;
  private RedisServer redis;
  private String teacher;
  private String student;

  @BeforeEach
  void logIn() {
    one = at.one();
    two = at.two();
    redis = at.redis();
    at.awaitInUse(Duration.ofSeconds(15));
    teacher = one.login("teacher");
    student = one.login("student");
  }

  @Test
  void snapshotOfBeforeAWriteRestored_showsNoOldFigure_andTheNewOneIsAHitAgain() throws Exception {
    at.settle(student);
    String key = redis.command("KEYS", ATTENDANCE).texts().get(0);
    Path snapshot = redis.snapshot();
    String old = redis.command("GET", key).text();
    at.write(one, teacher);
    at.newFigureWithin(Duration.ofSeconds(1), two, student);
    at.settle(student);
    redis.restore(snapshot);
    assertThat(redis.command("GET", key).text()).as("what was restored").isEqualTo(old);
    long figure = at.figure();
    at.await(
        () -> {
          assertThat(at.absences(one, student)).isEqualTo(figure);
          assertThat(at.absences(two, student)).isEqualTo(figure);
          return isHitFromRedis(one) && isHitFromRedis(two);
        },
        TwoServersOnRedis.IN_USE_AGAIN);
    at.await(() -> !old.equals(redis.command("GET", key).text()), TwoServersOnRedis.IN_USE_AGAIN);
  }

  private boolean isHitFromRedis(Client client) {
    Answer answer = client.get(DASHBOARD, student);
    return at.source(answer).equals("redis") && answer.header("X-Cache-Status").equals("HIT");
  }

  /** The count is the database's (SEC1), whatever becomes of Redis. */
  @Test
  void wrongLoginsOverBothServers_whileRedisIsLostAndFound_areCountedExactly() {
    String row =
        "login_failure where subject = 'name:'"
            + " || encode(sha256(convert_to('login' || chr(10) || 'guessed', 'UTF8')), 'hex')";
    for (Client client : List.of(one, two, one)) {
      Problems.require(client.tryLogin("guessed", "wrong"), 401);
    }
    at.firstProxy().become(TcpProxy.Mode.DOWN);
    Problems.require(two.tryLogin("guessed", "wrong"), 401);
    at.secondProxy().become(TcpProxy.Mode.DOWN);
    Problems.require(one.tryLogin("guessed", "wrong"), 401);
    assertThat(at.sql().number("select failures from " + row)).isEqualTo(5);
    // A wait of 15 minutes: a slow machine does not see its end.
    String waits =
        row.replace(" where", " set failures = 20, counted_at = clock_timestamp() where");
    assertThat(at.sql().update("update " + waits)).isEqualTo(1);
    Problems.require(one.tryLogin("guessed", "wrong"), 429);
    at.firstProxy().heal();
    at.secondProxy().heal();
    at.awaitInUse(TwoServersOnRedis.IN_USE_AGAIN);
    Problems.require(two.tryLogin("guessed", "wrong"), 429);
    assertThat(at.sql().number("select failures from " + row)).isEqualTo(20);
  }

  /** The audit log is the database's too. */
  @Test
  void acts_whileRedisIsAway_areRecordedOnce() {
    at.firstProxy().become(TcpProxy.Mode.DOWN);
    at.secondProxy().become(TcpProxy.Mode.DOWN);
    at.await(() -> !at.isInUse(one) && !at.isInUse(two), Duration.ofSeconds(12));
    long before = at.sql().number("select count(*) from audit_record");
    for (Client client : List.of(one, two)) {
      String token = client.login("student");
      assertThat(client.post("/api/auth/logout", token, null).status()).isEqualTo(204);
      Problems.require(client.tryLogin("guessed.too", "wrong"), 401);
    }
    at.firstProxy().heal();
    at.secondProxy().heal();
    at.awaitInUse(TwoServersOnRedis.IN_USE_AGAIN);
    String recorded =
        "select string_agg(action, ' ' order by at, chain, seq) from"
            + " (select * from audit_record order by at, chain, seq offset "
            + before
            + ") since";
    assertThat(at.sql().text(recorded))
        .isEqualTo("login.ok logout login.failed login.ok logout login.failed");
    Answer verified = one.get("/api/audit/verification", one.login("super.admin"));
    assertThat(verified.json().path("sound").asBoolean()).as(verified.text()).isTrue();
  }

  @Test
  void oneOfTwoCutOffFromRedis_bothWrite_bothShowTheNewestWithinTwoSeconds() throws Exception {
    for (Client cutOff : List.of(one, two)) {
      Client other = cutOff == one ? two : one;
      at.settle(student);
      String key = redis.command("KEYS", ATTENDANCE).texts().get(0);
      String old = redis.command("GET", key).text();
      TcpProxy proxy = cutOff == one ? at.firstProxy() : at.secondProxy();
      proxy.become(TcpProxy.Mode.DOWN);
      at.await(() -> !at.isInUse(cutOff), Duration.ofSeconds(12));
      // Nobody told Redis: the other one meets what was right before.
      double refused = at.refused(other);
      at.write(cutOff, teacher);
      assertThat(redis.command("GET", key).text()).isEqualTo(old);
      at.newFigureWithin(WITHOUT_PUSH, other, student);
      assertThat(at.refused(other)).isGreaterThan(refused);
      at.newFigureWithin(WITHOUT_PUSH, cutOff, student);
      at.write(other, teacher);
      at.newFigureWithin(WITHOUT_PUSH, cutOff, student);
      at.newFigureWithin(WITHOUT_PUSH, other, student);
      proxy.heal();
      at.awaitInUse(TwoServersOnRedis.IN_USE_AGAIN);
      at.newFigureWithin(WITHOUT_PUSH, cutOff, student);
      at.write(cutOff, teacher);
      at.newFigureWithin(WITHOUT_PUSH, other, student);
    }
  }

  @Test
  void bothCutOffFromRedisAtDifferentTimes_showTheNewestWithinTwoSeconds_andAfterHealing()
      throws Exception {
    at.settle(student);
    at.firstProxy().become(TcpProxy.Mode.DOWN);
    at.write(one, teacher);
    at.newFigureWithin(WITHOUT_PUSH, two, student);
    at.secondProxy().become(TcpProxy.Mode.DOWN);
    at.write(two, teacher);
    at.newFigureWithin(WITHOUT_PUSH, one, student);
    at.firstProxy().heal();
    at.await(() -> at.isInUse(one), TwoServersOnRedis.IN_USE_AGAIN);
    at.newFigureWithin(WITHOUT_PUSH, one, student);
    at.write(one, teacher);
    at.newFigureWithin(WITHOUT_PUSH, two, student);
    at.secondProxy().heal();
    at.awaitInUse(TwoServersOnRedis.IN_USE_AGAIN);
    at.newFigureWithin(WITHOUT_PUSH, two, student);
    at.settle(student);
  }

  @Test
  void eachServerOnAnotherRedis_showsWhatTheOtherWroteWithinTwoSeconds_bothWays() throws Exception {
    try (RedisServer other = RedisServer.started()) {
      leadSecondTo(other);
      try {
        // What each still has in memory it would not write: a change makes both fill their Redis.
        at.write(one, teacher);
        for (List<Client> way : List.of(List.of(one, two), List.of(two, one))) {
          // Both hit, with the old figure, each in its own Redis.
          at.settle(student);
          // The first one answers from memory, perhaps before its Redis has the entry.
          at.awaitKeys(redis, ATTENDANCE, 1);
          assertThat(redis.command("KEYS", ATTENDANCE).texts()).hasSize(1);
          assertThat(other.command("KEYS", ATTENDANCE).texts()).hasSize(1);
          at.write(way.get(0), teacher);
          at.newFigureWithin(WITHOUT_PUSH, way.get(1), student);
          assertThat(at.absences(way.get(0), student)).isEqualTo(at.figure());
        }
      } finally {
        leadSecondTo(redis);
      }
    }
    at.settle(student);
  }

  private void leadSecondTo(RedisServer next) {
    at.secondProxy().leadTo(next.port());
    at.secondProxy().cut(Connections.ALL);
  }

  @Test
  void revokedToken_isRefusedByBoth_whateverRedisForgets() {
    String revoked = one.login("student");
    for (Client client : List.of(one, two)) {
      assertThat(client.get("/api/auth/me", revoked).status()).isEqualTo(200);
    }
    assertThat(one.post("/api/auth/logout", revoked, "").status()).isEqualTo(204);
    at.await(() -> two.get("/api/auth/me", revoked).status() == 401, Duration.ofSeconds(1));
    redis.command("FLUSHALL");
    assertRefused(revoked);
    redis.kill();
    assertRefused(revoked);
    at.await(() -> !at.isInUse(one) && !at.isInUse(two), Duration.ofSeconds(12));
    assertRefused(revoked);
    redis.startEmpty();
    assertRefused(revoked);
    at.awaitInUse(Duration.ofSeconds(15));
    assertRefused(revoked);
  }

  /** The revoked one is, and another of before the same person is not. */
  private void assertRefused(String revoked) {
    for (Client client : List.of(one, two)) {
      for (String path : List.of("/api/auth/me", DASHBOARD)) {
        assertThat(client.get(path, revoked).status()).isEqualTo(401);
        assertThat(client.get(path, student).status()).isEqualTo(200);
      }
    }
  }
}
