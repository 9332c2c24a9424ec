package dev.homeroom;

import static org.assertj.core.api.Assertions.assertThat;

import dev.homeroom.testkit.Client;
import dev.homeroom.testkit.Client.Answer;
import dev.homeroom.testkit.DemoServer;
import dev.homeroom.testkit.OnDemoServer;
import dev.homeroom.testkit.Problems;
import dev.homeroom.testkit.Promised;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Wrong logins over HTTP: what they are told, and that nobody can tell which names there are. */
@OnDemoServer
@Order(
    Integer.MAX_VALUE) // Its failed logins, timed, are more than the audit log takes in a minute.
class OneServerThrottleIT {
  @RegisterExtension static final DemoServer DEMO = new DemoServer();

  private static final String MODEL = "student.3";
  private static final String WRONG = "not the password at all";
  private static final String LONG_AGO = "2026-01-01 00:00:00+00";

  /** How often each kind of refusal is timed. */
  private static final int TIMED = Promised.areTimesJudged() ? 40 : 3;

  /**
   * A user name, and the password that is refused with it.
   *
   * @param address the client address, of its own, so that no other test is refused
   */
  private record Guess(String username, String password, String address) {
    Answer ask() {
      return ask(password);
    }

    Answer ask(String other) {
      String body = "{\"username\":\"%s\",\"password\":\"%s\"}".formatted(username, other);
      return DEMO.client().send("POST", "/api/auth/login", body, DemoServer.from(address));
    }

    /** Changes its row; returns the number of rows. */
    int update(String set) {
      String sql =
          "update login_failure set %s where subject = 'name:'"
              + " || encode(sha256(convert_to('login' || chr(10) || ?, 'UTF8')), 'hex')";
      return DEMO.sql().update(sql.formatted(set), username);
    }

    /** Ends its wait, as time would. */
    void endWait() {
      assertThat(update("counted_at = '" + LONG_AGO + "'")).isEqualTo(1);
    }
  }

  /** Makes an account with the password of the demo's. */
  private static Guess account(String username, String state, String password, String address) {
    DEMO.sql()
        .update(
            "insert into person (id, name, sort_key, kind, school_id)"
                + " select nextval('person_seq'), ?, sort_key, kind, school_id from person"
                + " where id = cast(? as bigint)",
            username,
            DEMO.idOf(MODEL));
    DEMO.sql()
        .update(
            "insert into person_role (person_id, role_name)"
                + " select id, 'STUDENT' from person where name = ?",
            username);
    DEMO.sql()
        .update(
            "insert into account (person_id, username, password_hash, state)"
                + " select p.id, p.name, a.password_hash, ? from person p, account a"
                + " where p.name = ? and a.username = ?",
            state,
            username,
            MODEL);
    return new Guess(username, password, address);
  }

  /** Unknown, wrong, disabled; of each a name of its own. */
  private static List<Guess> kinds(String of, String network) {
    return List.of(
        new Guess(of + ".unknown", Client.DEMO_PASSWORD, network + 1),
        account(of + ".wrong", "active", WRONG, network + 2),
        account(of + ".disabled", "disabled", Client.DEMO_PASSWORD, network + 3));
  }

  /** Returns status, body and headers without what differs between any two answers. */
  private static String comparable(Answer answer) {
    Map<String, List<String>> headers = new TreeMap<>(answer.http().headers().map());
    headers.keySet().removeAll(List.of("date", "x-correlation-id", "content-length"));
    String body =
        answer
            .text()
            .replaceAll("\"(correlation_id|timestamp)\":\"[^\"]*\"|\"duration_ms\":[0-9.]+", "");
    return answer.status() + body + headers;
  }

  @Test
  void fiveWrongLogins_areFollowedByAWait_theSameForEveryName() {
    List<String> told = new ArrayList<>();
    for (Guess guess : kinds("wait", "198.18.1.")) {
      List<String> answers = new ArrayList<>();
      for (int i = 0; i < 5; i++) {
        answers.add(comparable(guess.ask()));
      }
      // A wait of 15 minutes: a slow machine does not see its end.
      assertThat(guess.update("failures = 20, counted_at = clock_timestamp()")).isEqualTo(1);
      Answer refused = guess.ask();
      Problems.require(refused, 429);
      assertThat(refused.json().path("code").asText()).isEqualTo("TOO_MANY_REQUESTS");
      assertThat(Integer.parseInt(refused.header("Retry-After"))).isBetween(800, 900);
      assertThat(refused.header("Cache-Control")).contains("no-store");
      assertThat(guess.ask(Client.DEMO_PASSWORD).status()).as("the right one too").isEqualTo(429);
      answers.add(comparable(refused).replaceAll("retry-after=\\[\\d+\\]", ""));
      assertThat(guess.update("failures = failures")).isEqualTo(1);
      told.add(String.join("\n", answers));
    }
    assertThat(told).allMatch(told.get(0)::equals);
    assertThat(told.get(0)).contains("401").contains("429");
  }

  @Test
  void rightPassword_worksAsSoonAsTheWaitIsOver_andUntilAHundredFailures() {
    Guess guess = account("locked.out", "active", WRONG, "198.18.2.1");
    Problems.require(guess.ask(), 401);
    guess.update("failures = 99");
    guess.endWait();
    assertThat(guess.ask(Client.DEMO_PASSWORD).status()).isEqualTo(200);
    assertThat(guess.update("failures = 0")).as("no row is left").isZero();

    String wrong = comparable(guess.ask());
    guess.update("failures = 100");
    guess.endWait();
    Answer right = guess.ask(Client.DEMO_PASSWORD);
    assertThat(comparable(right)).isEqualTo(wrong).startsWith("401");
    guess.endWait();
    String path = "/api/users/" + DEMO.idOf("locked.out") + "/unlock";
    Problems.require(DEMO.client().post(path, DEMO.client().login("teacher.3"), null), 403);
    Problems.require(guess.ask(Client.DEMO_PASSWORD), 401);
    String admin = DEMO.client().login("school.admin.3");
    assertThat(DEMO.client().post(path, admin, null).status()).isEqualTo(204);

    assertThat(guess.ask(Client.DEMO_PASSWORD).status()).isEqualTo(200);
  }

  /** The peer is no proxy, so that its header changes nothing (SEC32). */
  @Test
  void forgedAddresses_areNotBelieved() throws IOException {
    DEMO.sql()
        .update(
            "insert into login_failure (subject, failures, counted_at)"
                + " values ('address:127.0.0.3', 60, clock_timestamp())");
    for (int i = 0; i < 100; i++) {
      // Not to depend on how long a hundred take.
      DEMO.sql()
          .update(
              "update login_failure set counted_at = clock_timestamp()"
                  + " where subject = 'address:127.0.0.3'");
      String forged = "for=198.18.3." + i;
      assertThat(statusFrom("127.0.0.3", forged)).as(forged).contains(" 429 ");
    }
    String counted = "select count(*) from login_failure where subject like 'address:198.18.3.%'";
    assertThat(DEMO.sql().number(counted)).isZero();
    assertThat(DEMO.client().send("GET", "/metrics", null).text())
        .containsPattern("login_refusals_total\\{[^}]*reason=\"address\"");
  }

  /** Median by median, and interleaved, so that what the machine does beside hits all alike. */
  @Test
  void refusals_takeTheSameTime_unknownWrongDisabledLocked() {
    List<Guess> kinds = new ArrayList<>(kinds("timed", "198.18.4."));
    kinds.add(account("timed.locked", "active", Client.DEMO_PASSWORD, "198.18.4.4"));
    kinds.forEach(guess -> Problems.require(guess.ask(WRONG), 401));
    kinds.get(3).update("failures = 100");
    Map<String, List<Long>> nanos = new TreeMap<>();
    for (int i = 0; i < TIMED; i++) {
      for (Guess guess : kinds) {
        guess.endWait();
        long begun = System.nanoTime();
        Answer answer = guess.ask();
        nanos
            .computeIfAbsent(guess.username(), ignored -> new ArrayList<>())
            .add(System.nanoTime() - begun);
        Problems.require(answer, 401);
      }
    }
    List<Long> medians = nanos.values().stream().map(OneServerThrottleIT::median).sorted().toList();
    Duration apart = Duration.ofNanos(medians.get(medians.size() - 1) - medians.get(0));
    assertThat(apart).as(nanos.toString()).isLessThan(Promised.within(Duration.ofMillis(10)));
  }

  private static long median(List<Long> values) {
    Collections.sort(values);
    return values.get(values.size() / 2);
  }

  private static String statusFrom(String address, String forwarded) throws IOException {
    String body = "{\"username\":\"forger\",\"password\":\"wrong\"}";
    try (Socket socket = new Socket()) {
      socket.bind(new InetSocketAddress(InetAddress.getByName(address), 0));
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), DemoServer.PORT));
      socket.setSoTimeout((int) Promised.NEVER.toMillis());
      String request =
          "POST /api/auth/login HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nForwarded: "
              + forwarded
              + "\r\nX-Forwarded-For: 198.18.3.200\r\nContent-Type: application/json\r\n"
              + "Content-Length: "
              + body.length()
              + "\r\n\r\n"
              + body;
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      byte[] answer = socket.getInputStream().readNBytes(40);
      return new String(answer, StandardCharsets.US_ASCII);
    }
  }
}
