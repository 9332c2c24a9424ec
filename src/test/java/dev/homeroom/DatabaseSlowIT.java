package dev.homeroom;

import static org.assertj.core.api.Assertions.assertThat;

import dev.homeroom.testkit.Client;
import dev.homeroom.testkit.Client.Answer;
import dev.homeroom.testkit.Fault;
import dev.homeroom.testkit.LoadDriver;
import dev.homeroom.testkit.LoadResult;
import dev.homeroom.testkit.Promised;
import dev.homeroom.testkit.TwoServersAway;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.ResourceLock;

/** A PostgreSQL that answers late, has no connection free, or ends one in a transaction. */
@Order(4)
@ResourceLock(TwoServersAway.NAME)
class DatabaseSlowIT {
  @RegisterExtension static final TwoServersAway AT = new TwoServersAway();

  private static final ExecutorService THREADS = Executors.newFixedThreadPool(40);
  private static final String DASHBOARD = TwoServersAway.DASHBOARD;
  private static final Duration TWO_SECONDS = Duration.ofSeconds(2);
  private static final Duration FIVE_SECONDS = Duration.ofSeconds(5);

  private Client one;
  private Client two;
  private String teacher;
  private String student;
  private LoadDriver.Run readers;

  /** An answer, and how long it took. */
  private record Timed(Answer answer, Duration took) {}

  @BeforeEach
  void warm() throws SQLException {
    one = AT.one();
    two = AT.two();
    AT.await("there", () -> !AT.isAway(one) && !AT.isAway(two), FIVE_SECONDS);
    teacher = AT.login(one, "teacher");
    student = AT.login(one, "student");
    AT.agree(student);
    assertThat(one.get(DASHBOARD, teacher).status()).isEqualTo(200);
    readers =
        new LoadDriver(9231, 10)
            .ask(List.of(LoadDriver.get(DASHBOARD, student), LoadDriver.get(DASHBOARD, teacher)))
            .rate(20)
            .start("");
  }

  @AfterEach
  void heal() {
    AT.proxies().forEach(proxy -> proxy.heal());
  }

  @AfterAll
  static void end() {
    THREADS.shutdown();
  }

  private static Future<Timed> ask(Supplier<Answer> request) {
    return THREADS.submit(
        () -> {
          long begun = System.nanoTime();
          Answer answer = request.get();
          return new Timed(answer, Duration.ofNanos(System.nanoTime() - begun));
        });
  }

  /** Readers of what is cached were all answered, and none of them waited for long. */
  private void readersWentOn(Duration longest) {
    LoadResult result = readers.stop();
    assertThat(result.count()).isPositive();
    assertThat(result.failures()).isEmpty();
    assertThat(result.max()).isLessThan(Promised.within(longest));
  }

  @Test
  void everyStatementThreeSecondsLate_cachedReadsGoOn_theRestIs503InTime() throws Exception {
    long before = AT.attendance().absences();
    String mark = AT.attendance().otherMark();
    Fault late = AT.proxies().get(0).add(Fault.delay(Duration.ofSeconds(3), Duration.ZERO, 1));
    List<Future<Timed>> asked = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      asked.add(ask(() -> one.get(AT.attendance().path(), teacher)));
      asked.add(ask(() -> one.tryLogin("teacher", Client.DEMO_PASSWORD)));
    }
    asked.add(ask(() -> AT.write(one, teacher, mark)));
    for (Future<Timed> each : asked) {
      AT.unavailable(each.get().answer());
      assertThat(each.get().took())
          .as(each.get().answer().text())
          .isLessThan(Promised.within(FIVE_SECONDS));
    }
    AT.await("away", () -> AT.isAway(one), FIVE_SECONDS);
    assertThat(late.applied()).isPositive();
    assertThat(AT.isAway(two)).isFalse();
    readersWentOn(Duration.ofSeconds(1));
    AT.proxies().get(0).heal();
    AT.await("back", () -> !AT.isAway(one), FIVE_SECONDS);
    assertThat(AT.attendance().absences()).isEqualTo(before);
    AT.agree(student);
  }

  /** Asks by 200 connections for what no tier has, for ten seconds, of a database that is slow. */
  private LoadResult flood(IntFunction<String> path) {
    String admin = AT.login(one, "school.admin");
    AT.proxies().get(0).add(Fault.delay(Duration.ofMillis(200), Duration.ZERO, 1));
    LoadResult answers =
        new LoadDriver(9231, 200)
            .ask(
                IntStream.range(0, 20_000)
                    .mapToObj(i -> LoadDriver.get(path.apply(i), admin))
                    .toList())
            .expect(status -> status == 200 || status == 503)
            .tag(LoadDriver.member("detail"))
            .run(Duration.ofSeconds(10));
    AT.proxies().get(0).heal();
    assertThat(answers.failures()).isEmpty();
    assertThat(answers.only(sample -> sample.status() == 200).count()).isPositive();
    return answers;
  }

  private void goesOnAfterTheFlood(String path) throws SQLException {
    assertThat(AT.isAway(one)).isFalse();
    readersWentOn(Duration.ofSeconds(2));
    String admin = AT.login(one, "school.admin");
    AT.await("well again", () -> one.get(path, admin).status() == 200, TWO_SECONDS);
    AT.agree(student);
  }

  @Test
  void everyStatementLate_manyAskForWhatIsNotCached_cachedReadsGoOn() throws Exception {
    String path = "/api/users?q=x";
    double before = one.counted("cache_loads_rejected_total", "users");

    flood(i -> path + i);

    assertThat(one.counted("cache_loads_rejected_total", "users")).isGreaterThan(before);
    goesOnAfterTheFlood(path);
  }

  @Test
  void everyStatementLate_manyAskForWhatIsNeverCached_cachedReadsGoOn() throws Exception {
    String path = "/api/audit";

    LoadResult answers = flood(i -> path);

    assertThat(answers.samples())
        .as("refused at once, before they wait for a connection")
        .anyMatch(sample -> sample.tag().contains("the database is slow at the moment"));
    goesOnAfterTheFlood(path);
  }

  @Test
  void allTwentyConnectionsHeld_theNextIs503AfterASecond_cachedReadsGoOn() throws Exception {
    List<Future<Timed>> asked = new ArrayList<>();
    try (Connection holder = AT.sql().connect()) {
      holder.setAutoCommit(false);
      holder.createStatement().execute("lock table class in access exclusive mode");
      for (int i = 0; i < 30; i++) {
        asked.add(ask(() -> one.get(AT.attendance().path(), teacher)));
      }
      for (Future<Timed> each : asked) {
        assertThat(AT.unavailable(each.get().answer())).isEqualTo("OVERLOADED");
        assertThat(each.get().took()).isLessThan(Promised.within(Duration.ofSeconds(4)));
      }
      assertThat(AT.isAway(one)).isFalse();
      holder.rollback();
    }
    AT.await(
        "free again", () -> one.get(AT.attendance().path(), teacher).status() == 200, TWO_SECONDS);
    readersWentOn(Duration.ofSeconds(1));
    AT.agree(student);
  }

  @Test
  void fourConnectionsOfTheCacheHeld_nothingHangs_andRefusedLogoutsAreMadeGood() throws Exception {
    List<String> tokens = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      tokens.add(one.login("student"));
      assertThat(one.get(DASHBOARD, tokens.get(i)).status()).isEqualTo(200);
    }
    List<Future<Timed>> asked = new ArrayList<>();
    try (Connection holder = AT.sql().connect()) {
      holder.setAutoCommit(false);
      holder.createStatement().execute("lock table revocation in access exclusive mode");
      for (String token : tokens) {
        asked.add(ask(() -> one.post("/api/auth/logout", token, null)));
      }
      for (Future<Timed> each : asked) {
        AT.unavailable(each.get().answer());
        assertThat(each.get().took()).isLessThan(Promised.within(FIVE_SECONDS));
      }
      AT.await("away", () -> AT.isAway(one), FIVE_SECONDS);
      Timed write = ask(() -> AT.write(one, teacher, "absent")).get();
      AT.unavailable(write.answer());
      assertThat(write.took()).isLessThan(Promised.within(Duration.ofSeconds(1)));
      tokens.forEach(token -> assertThat(one.get(DASHBOARD, token).status()).isEqualTo(401));
      holder.rollback();
    }
    AT.await("back", () -> !AT.isAway(one) && !AT.isAway(two), FIVE_SECONDS);
    readersWentOn(Duration.ofSeconds(1));
    AT.await(
        "committed",
        () -> tokens.stream().allMatch(token -> two.get(DASHBOARD, token).status() == 401),
        TWO_SECONDS);
    AT.agree(student);
  }

  @Test
  void accountsRowHeld_itsPersonLogsInAndGoesOn_itsNewPasswordIs503_othersAreAnswered()
      throws Exception {
    String held = "parent.3";
    String token = AT.login(one, held);
    try (Connection holder = AT.sql().connect()) {
      holder.setAutoCommit(false);
      holder
          .createStatement()
          .execute("select 1 from account where username = 'parent.3' for update");
      Future<Timed> change =
          ask(() -> one.changePassword(token, Client.DEMO_PASSWORD, "nine herons leave the lake"));
      for (Client client : AT.both()) {
        for (String name : List.of(held, "teacher", "student")) {
          refreshed(client, AT.loggedIn(client, name));
        }
      }
      assertThat(AT.unavailable(change.get().answer())).isEqualTo("OVERLOADED");
      assertThat(change.get().took()).isLessThan(Promised.within(FIVE_SECONDS));
      holder.rollback();
    }
    AT.login(two, held);
    assertThat(one.get("/api/auth/me", token).status()).isEqualTo(200);
    readersWentOn(Duration.ofSeconds(1));
  }

  private static void refreshed(Client client, Answer login) {
    String body = "{\"refresh_token\":" + login.json().path("refresh_token") + "}";
    AT.await(
        "refreshed",
        () -> {
          int status = client.send("POST", "/api/auth/refresh", body).status();
          assertThat(status).isIn(200, 503);
          return status == 200;
        },
        TWO_SECONDS);
  }

  @Test
  void connectionEndedInATransaction_is503_andNothingIsHalfWritten() throws Exception {
    long before = AT.attendance().absences();
    String mark = AT.attendance().otherMark();
    try (Connection holder = AT.sql().connect()) {
      holder.setAutoCommit(false);
      holder.createStatement().execute("lock table attendance_mark in share mode");
      Future<Timed> write = ask(() -> AT.write(one, teacher, mark));
      String waiting =
          "from pg_stat_activity where wait_event_type = 'Lock' and query like '%attendance_mark%'";
      AT.await("it waits", () -> AT.sql().number("select count(*) " + waiting) == 1, TWO_SECONDS);
      AT.sql().text("select pg_terminate_backend(pid) " + waiting);
      assertThat(AT.unavailable(write.get().answer())).isEqualTo("DATABASE_AWAY");
      holder.rollback();
    }
    assertThat(AT.attendance().absences()).isEqualTo(before);
    assertThat(AT.attendance().marks()).isEqualTo(AT.attendance().size());
    assertThat(AT.isAway(one)).isFalse();
    readersWentOn(Duration.ofSeconds(1));
    AT.agree(student);
    assertThat(AT.write(one, teacher, mark).status()).isEqualTo(200);
    AT.agree(student);
  }
}
