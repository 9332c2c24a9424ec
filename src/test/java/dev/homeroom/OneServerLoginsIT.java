package dev.homeroom;

import static org.assertj.core.api.Assertions.assertThat;

import dev.homeroom.testkit.Client;
import dev.homeroom.testkit.Client.Answer;
import dev.homeroom.testkit.DemoServer;
import dev.homeroom.testkit.OnDemoServer;
import dev.homeroom.testkit.Problems;
import dev.homeroom.testkit.Promised;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Many logins and logouts at once, of one account and of one token. */
@OnDemoServer
class OneServerLoginsIT {
  @RegisterExtension static final DemoServer DEMO = new DemoServer();

  private static final String NAME = "student.3";

  /**
   * Java's client asks for HTTP/2 by itself, and many such requests at once hold each other up in
   * Liberty for 5 s or more before Homeroom sees any.
   */
  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private static final String LOGIN =
      "{\"username\":\"" + NAME + "\",\"password\":\"" + Client.DEMO_PASSWORD + "\"}";

  /** An answer, and how long it took. */
  private record Timed(Answer answer, Duration took) {}

  @Test
  void sixtyLoginsWhileTheAccountIsLocked_areNotHeldUpByTheLock() throws Exception {
    String last = "select cast(last_login as varchar(40)) from account where username = ?";
    String before;
    List<Timed> answers;
    try (Connection holder = DEMO.sql().connect();
        Statement statement = holder.createStatement()) {
      holder.setAutoCommit(false);
      statement.execute("update account set state = state where username = '" + NAME + "'");
      before = DEMO.sql().text(last, NAME);

      answers =
          atOnce(60, () -> post("/api/auth/login", LOGIN, "Content-Type", "application/json"));

      assertThat(DEMO.sql().text(last, NAME)).as("not noted, and not waited for").isEqualTo(before);
      holder.rollback();
    }
    int right = 0;
    for (Timed one : answers) {
      assertThat(one.took())
          .as(one.answer().text())
          .isLessThan(Promised.within(Duration.ofSeconds(5)));
      if (one.answer().status() == 200) {
        right++;
      } else {
        Problems.require(one.answer(), 503);
        assertThat(one.answer().json().path("code").asText()).isEqualTo("OVERLOADED");
        assertThat(one.answer().header("Retry-After")).matches("[123]");
      }
    }
    assertThat(right).isPositive();
    DEMO.client().login(NAME);
    assertThat(DEMO.sql().text(last, NAME)).isNotEqualTo(before);
  }

  @Test
  void twentyLogoutsOfOneTokenAtOnce_areAllDone() throws Exception {
    String token = DEMO.client().login(NAME);

    List<Timed> answers = atOnce(20, () -> post("/api/auth/logout", "", Client.with(token)));

    assertThat(answers).allMatch(one -> one.answer().status() == 204);
    Problems.require(DEMO.client().get("/api/auth/me", token), 401);
  }

  /** Told apart from a database that is away: the lock's wait ends before the connection's. */
  @Test
  void logoutBehindALock_isOverloaded_refusedHereAllTheSame_andCommittedLater() throws Exception {
    String token = DEMO.client().login(NAME);
    String rows = "select count(*) from revocation where person_id = ?";
    long before = DEMO.sql().number(rows, DEMO.idOf(NAME));
    try (Connection holder = DEMO.sql().connect();
        Statement statement = holder.createStatement()) {
      holder.setAutoCommit(false);
      // Polls go on beside it.
      statement.execute("lock table revocation in share mode");

      Answer answer = DEMO.client().post("/api/auth/logout", token, null);

      Problems.require(answer, 503);
      assertThat(answer.json().path("code").asText()).isEqualTo("OVERLOADED");
      Problems.require(DEMO.client().get("/api/auth/me", token), 401);
      assertThat(DEMO.sql().number(rows, DEMO.idOf(NAME))).isEqualTo(before);
      holder.rollback();
    }
    long end = System.nanoTime() + Promised.NEVER.toNanos();
    while (DEMO.sql().number(rows, DEMO.idOf(NAME)) == before) {
      assertThat(System.nanoTime()).isLessThan(end);
      LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
    }
  }

  private static Answer post(String path, String body, String... headers) {
    HttpRequest request =
        HttpRequest.newBuilder(DEMO.server().uri(path))
            .timeout(Promised.NEVER)
            .headers(headers)
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    try {
      return new Answer(HTTP.send(request, HttpResponse.BodyHandlers.ofString()));
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(path, e);
    }
  }

  private static List<Timed> atOnce(int times, Supplier<Answer> request) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(times);
    CountDownLatch ready = new CountDownLatch(times);
    List<Future<Timed>> asked = new ArrayList<>();
    for (int i = 0; i < times; i++) {
      asked.add(
          threads.submit(
              () -> {
                ready.countDown();
                ready.await();
                long begun = System.nanoTime();
                Answer answer = request.get();
                return new Timed(answer, Duration.ofNanos(System.nanoTime() - begun));
              }));
    }
    List<Timed> answers = new ArrayList<>();
    for (Future<Timed> one : asked) {
      answers.add(one.get());
    }
    threads.shutdown();
    return answers;
  }
}
