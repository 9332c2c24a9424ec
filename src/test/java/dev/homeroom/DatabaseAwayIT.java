package dev.homeroom;

import static org.assertj.core.api.Assertions.assertThat;

import dev.homeroom.testkit.Client;
import dev.homeroom.testkit.Client.Answer;
import dev.homeroom.testkit.Connections;
import dev.homeroom.testkit.LibertyServer;
import dev.homeroom.testkit.LoadDriver;
import dev.homeroom.testkit.LoadResult;
import dev.homeroom.testkit.Promised;
import dev.homeroom.testkit.TwoServersAway;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * Two servers whose PostgreSQL is killed, frozen, or cut in the middle of a commit: one goes on
 * poll, the other refuses after half a minute.
 */
@Order(3)
@ResourceLock(TwoServersAway.NAME)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class DatabaseAwayIT {
  @RegisterExtension static final TwoServersAway AT = new TwoServersAway();

  private static final String DASHBOARD = TwoServersAway.DASHBOARD;
  private static final Duration FIVE_SECONDS = Duration.ofSeconds(5);

  private Client one;
  private Client two;
  private String teacher;
  private String student;

  @BeforeEach
  void warm() throws SQLException {
    one = AT.one();
    two = AT.two();
    AT.await("there", () -> !AT.isAway(one) && !AT.isAway(two), FIVE_SECONDS);
    teacher = AT.login(one, "teacher");
    student = AT.login(one, "student");
    AT.agree(student);
    for (Client client : AT.both()) {
      assertThat(client.get(DASHBOARD, teacher).status()).isEqualTo(200);
    }
  }

  @Test
  @Order(1)
  void commit_cutByTheProxy_is503_andEndsAsOneOfTheTwoStatesOnBoth() throws Exception {
    for (int i = 0; i < 3; i++) {
      long before = AT.attendance().absences();
      String mark = AT.attendance().otherMark();
      // On a new connection the words are sent; later only the name of the prepared statement.
      AT.proxies().get(0).cut(Connections.ALL);
      AT.proxies().get(0).cutReply("insert into attendance_mark", "COMMIT");
      Answer answer = AT.write(one, teacher, mark);
      long end = System.nanoTime() + Promised.NEVER.toNanos();
      // A busy machine may not get as far as the commit in the time that a request has.
      while (AT.proxies().get(0).isReplyToBeCut()) {
        AT.unavailable(answer);
        assertThat(AT.attendance().absences()).isEqualTo(before);
        assertThat(System.nanoTime()).as("a commit was cut").isLessThan(end);
        AT.proxies().get(0).cut(Connections.ALL);
        answer = AT.write(one, teacher, mark);
      }
      assertThat(AT.unavailable(answer)).isEqualTo("DATABASE_AWAY");
      oneOfTwoStates(before, mark);
      AT.agree(student);
    }
  }

  @Test
  @Order(2)
  void frozen_readersGoOn_nobodyWaitsOnceItIsKnown_andBothAgreeAfterwards() throws Exception {
    long before = AT.attendance().absences();
    String mark = AT.attendance().otherMark();
    List<LoadDriver.Run> runs = new ArrayList<>();
    for (int port : List.of(9231, 9232)) {
      runs.add(
          new LoadDriver(port, 20)
              .ask(List.of(LoadDriver.get(DASHBOARD, student), LoadDriver.get(DASHBOARD, teacher)))
              .rate(30)
              .start("well"));
    }
    runs.get(0).awaitAnswers(90);
    runs.forEach(run -> run.phase("hang"));
    AT.postgres().freeze();
    List<LoadResult> results = new ArrayList<>();
    try {
      long begun = System.nanoTime();
      assertThat(AT.unavailable(AT.write(one, teacher, mark))).isEqualTo("DATABASE_AWAY");
      assertThat(Duration.ofNanos(System.nanoTime() - begun))
          .isLessThan(Promised.within(FIVE_SECONDS));
      AT.awaitAway();
      runs.forEach(run -> run.phase("away"));
      refusedQuickly(one);
      refusedQuickly(two);
      runs.get(0).awaitAnswers(90);
    } finally {
      AT.postgres().thaw();
      runs.forEach(run -> results.add(run.stop()));
    }
    long thawed = System.nanoTime();
    AT.await("back", () -> !AT.isAway(one) && !AT.isAway(two), FIVE_SECONDS);
    oneOfTwoStates(before, mark);
    AT.agree(student);
    assertThat(Duration.ofNanos(System.nanoTime() - thawed))
        .isLessThan(Promised.within(Duration.ofSeconds(7)));
    for (LoadResult result : results) {
      assertThat(result.failures()).isEmpty();
      // A token waits at most half a second for the poll under way.
      assertThat(result.in("hang").max())
          .as(result.in("hang").toString())
          .isLessThan(Promised.within(Duration.ofSeconds(1)));
      // A single wait of 300 ms that everybody had would be in the median.
      assertThat(result.in("away").percentile(90))
          .as(result.in("away").toString())
          .isLessThan(Promised.within(Duration.ofMillis(250)));
    }
  }

  /**
   * What needs the database, once it is known to be away: at once, and never a 401. Waits of a
   * second each would last until the readers are denied; that no connection is asked for is seen by
   * {@code QueriesTest}. The first time in a server's life takes longer, also where nothing else
   * runs: its classes are not there yet.
   */
  private void refusedQuickly(Client client) throws SQLException {
    for (int i = 0; i < 4; i++) {
      long begun = System.nanoTime();
      assertThat(AT.unavailable(client.tryLogin("teacher", Client.DEMO_PASSWORD)))
          .isEqualTo("DATABASE_AWAY");
      assertThat(AT.unavailable(AT.write(client, teacher, "absent"))).isEqualTo("DATABASE_AWAY");
      assertThat(AT.unavailable(client.get("/api/auth/me", teacher))).isEqualTo("DATABASE_AWAY");
      assertThat(AT.unavailable(client.get(AT.attendance().path(), teacher)))
          .isEqualTo("DATABASE_AWAY");
      assertThat(Duration.ofNanos(System.nanoTime() - begun))
          .as("four answers, time " + i)
          .isLessThan(Promised.within(Duration.ofSeconds(i == 0 ? 2 : 1)));
    }
  }

  @Test
  @Order(3)
  void databaseKilled_readOnlyServes_denyRefusesAfter30s_bothAgreeAfterwards() throws Exception {
    String loggedOut = two.login("student");
    String neverSeen = one.login("student.3");
    assertThat(two.get(DASHBOARD, loggedOut).status()).isEqualTo(200);
    long figure = AT.attendance().absences();
    long revocations = revocations();
    AT.postgres().kill();
    long killed = System.nanoTime();
    try {
      for (Client client : AT.both()) {
        assertThat(AT.absences(client.get(DASHBOARD, student))).isEqualTo(figure);
      }
      AT.awaitAway();
      refusedQuickly(one);
      refusedQuickly(two);
      // A person whose rights are not known here: nothing may be assumed.
      AT.unavailable(one.get(DASHBOARD, neverSeen));
      AT.unavailable(two.post("/api/auth/logout", loggedOut, null));
      assertThat(two.get(DASHBOARD, loggedOut).status()).isEqualTo(401);
      for (Client client : AT.both()) {
        health(client, 200);
        marked(client, figure);
      }
      while (System.nanoTime() - killed < TimeUnit.SECONDS.toNanos(20)) {
        health(two, 200);
        assertThat(AT.absences(two.get(DASHBOARD, student))).isEqualTo(figure);
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(250));
      }
      AT.await("deny", () -> !isReady(two), Duration.ofSeconds(15));
      Answer denied = two.get(DASHBOARD, student);
      AT.unavailable(denied);
      assertThat(denied.json().path("detail").asText()).contains("token");
      health(two, 503);
      assertThat(two.get(DASHBOARD, loggedOut).status()).isIn(401, 503);
      health(one, 200);
      marked(one, figure);
      // And Redis too: the first was asked first, so that its memory has everything.
      AT.redis().kill();
      assertThat(bothAway(one)).isEqualTo(20);
      assertThat(bothAway(two)).isZero();
      AT.redis().startEmpty();
    } finally {
      AT.postgres().start();
    }
    AT.await(
        "back",
        () -> AT.both().stream().allMatch(each -> !AT.isAway(each) && isReady(each)),
        FIVE_SECONDS);
    AT.agree(student);
    AT.await(
        "the logout is known to both",
        () -> AT.both().stream().allMatch(each -> each.get(DASHBOARD, loggedOut).status() == 401),
        Duration.ofSeconds(3));
    assertThat(revocations()).as("the token's and its session's").isEqualTo(revocations + 2);
    assertThat(AT.write(one, teacher, AT.attendance().otherMark()).status()).isEqualTo(200);
    AT.agree(student);
  }

  /** Returns how many tokens of the demo student are revoked; another class revokes some too. */
  private static long revocations() throws SQLException {
    return AT.sql()
        .number("select count(*) from revocation where person_id = ?", AT.attendance().studentId());
  }

  /** Returns how many of 20 were in memory: those are marked; the others 503. Nothing hangs. */
  private int bothAway(Client client) {
    int answered = 0;
    for (int i = 0; i < 10; i++) {
      for (String token : List.of(student, teacher)) {
        long begun = System.nanoTime();
        Answer answer = client.get(DASHBOARD, token);
        if (answer.status() == 200) {
          assertThat(answer.json().path("stale").asBoolean()).isTrue();
          answered++;
        } else {
          AT.unavailable(answer);
        }
        assertThat(Duration.ofNanos(System.nanoTime() - begun))
            .isLessThan(Promised.within(Duration.ofSeconds(2)));
      }
    }
    return answered;
  }

  private void marked(Client client, long figure) {
    AT.await(
        "marked stale",
        () -> client.get(DASHBOARD, student).header("X-Cache-Status").equals("STALE"),
        FIVE_SECONDS);
    Answer answer = client.get(DASHBOARD, student);
    assertThat(AT.absences(answer)).isEqualTo(figure);
    assertThat(answer.json().path("stale").asBoolean()).isTrue();
    assertThat(answer.json().path("source").asText()).isIn("redis", "memory");
  }

  private static boolean isReady(Client client) {
    return client.send("GET", "/health/ready", null).status() == 200;
  }

  private static void health(Client client, int ready) {
    assertThat(client.send("GET", "/health/live", null).status()).isEqualTo(200);
    assertThat(client.send("GET", "/health/ready", null).status()).isEqualTo(ready);
    Answer detailed = client.send("GET", "/api/health/detailed", null);
    assertThat(detailed.status()).isEqualTo(503);
    assertThat(detailed.json().path("status").asText()).isEqualTo("unhealthy");
    assertThat(client.send("GET", "/metrics", null).text())
        .containsPattern("(?m)^database_away\\S* 1\\.0$");
  }

  /** All marks of the write are there, or none. */
  private void oneOfTwoStates(long before, String mark) throws SQLException {
    long after = AT.attendance().absences();
    assertThat(after).isIn(before, mark.equals("absent") ? before + 1 : before - 1);
    assertThat(AT.attendance().marks()).isEqualTo(AT.attendance().size());
  }

  @Test
  @Order(4)
  void logs_areQuiet_oneLineForEachTimeItGoes() {
    for (LibertyServer server : AT.servers()) {
      String output = server.output();
      long away = output.lines().filter(line -> line.contains("Database away")).count();
      assertThat(away).isGreaterThanOrEqualTo(2);
      assertThat(server.log().lines().filter(line -> line.contains("Database back")).count())
          .isEqualTo(away);
      assertThat(output.lines().filter(line -> line.startsWith("\tat "))).isEmpty();
    }
  }
}
