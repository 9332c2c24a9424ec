package dev.homeroom;

import static org.assertj.core.api.Assertions.assertThat;

import dev.homeroom.testkit.Client;
import dev.homeroom.testkit.Client.Answer;
import dev.homeroom.testkit.DemoServer;
import dev.homeroom.testkit.OnDemoServer;
import dev.homeroom.testkit.Problems;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A dashboard that memory has is answered before JAX-RS, and nobody can tell it from one that
 * JAX-RS answers. An unusual {@code Accept} asks JAX-RS.
 */
@OnDemoServer
class OneServerDashboardHitsIT {
  @RegisterExtension static final DemoServer DEMO = new DemoServer();

  private static final String ME = "/api/dashboards/me";

  private static Client client;

  @BeforeAll
  static void find() {
    client = DEMO.client();
  }

  private static Client late() {
    return client.throughJaxRs();
  }

  private static double answeredEarly() {
    return client.counted("dashboard_hits_total", "");
  }

  /** Asks until all of it is a hit: another test may write, or an entry may end, meanwhile. */
  private static Answer warm(String path, String token, String... headers) {
    for (int i = 0; i < 20; i++) {
      Answer answer = client.get(path, token, headers);
      if (!answer.header("X-Cache-Status").equals("MISS")) {
        return answer;
      }
    }
    throw new AssertionError(path + " never was a hit");
  }

  /** Returns the headers without those that differ from answer to answer. */
  private static Map<String, List<String>> headers(Answer answer) {
    Map<String, List<String>> all = new TreeMap<>(answer.http().headers().map());
    all.keySet()
        .removeIf(
            name -> name.equalsIgnoreCase("date") || name.equalsIgnoreCase("x-correlation-id"));
    all.computeIfPresent("cache-status", (name, lines) -> masked(lines, "ttl=[0-9]+"));
    all.computeIfPresent("content-length", (name, lines) -> masked(lines, "[0-9]+"));
    return all;
  }

  private static List<String> masked(List<String> lines, String pattern) {
    return lines.stream().map(line -> line.replaceAll(pattern, "#")).toList();
  }

  private static String body(Answer answer) {
    return answer
        .text()
        .replaceAll("\"(age_ms|duration_ms)\":[0-9.]+", "\"$1\":#")
        .replaceAll("\"timestamp\":\"[^\"]+\"", "\"timestamp\":#");
  }

  @ParameterizedTest
  @CsvSource({
    "super.admin, me",
    "school.admin, me",
    "teacher, me",
    "staff, me",
    "student, me",
    "parent, me",
    "super.admin, super-admin",
    "school.admin, school-admin/1"
  })
  void warmDashboard_isTheSameBeforeJaxRsAndByIt(String username, String path) {
    String token = client.login(username);
    String at = "/api/dashboards/" + path;
    for (int i = 0; i < 5; i++) {
      warm(at, token);
      double before = answeredEarly();
      Answer early = client.get(at, token);
      double between = answeredEarly();
      Answer late = late().get(at, token);
      assertThat(early.status()).isEqualTo(200);
      // Other tests ask too, so that at least one was.
      boolean both = early.header("X-Cache-Status").equals("HIT") && between > before;
      if (both && body(early).equals(body(late))) {
        assertThat(headers(early)).isEqualTo(headers(late));
        return;
      }
    }
    assertThat(body(late().get(at, token))).isEqualTo(body(client.get(at, token)));
    throw new AssertionError(path + " was never answered before JAX-RS");
  }

  @Test
  void itsOwnEntityTag_is304_alsoOnTheSecondLineOfTwo() {
    String token = client.login("teacher");
    String tag = warm(ME, token).header("ETag");
    Answer early = client.get(ME, token, "If-None-Match", tag);
    Answer late = late().get(ME, token, "If-None-Match", tag);
    assertThat(early.status()).isEqualTo(304);
    assertThat(early.text()).isEmpty();
    assertThat(headers(early)).isEqualTo(headers(late));
    Answer lines = client.get(ME, token, "If-None-Match", "\"x\"", "If-None-Match", tag);
    assertThat(lines.status()).isEqualTo(304);
  }

  @Test
  void correlationIdOfTheCaller_comesBack() {
    String token = client.login("teacher");
    assertThat(warm(ME, token, "X-Correlation-Id", "a-b_c.1").header("X-Correlation-Id"))
        .isEqualTo("a-b_c.1");
    assertThat(warm(ME, token, "X-Correlation-Id", "a b").header("X-Correlation-Id"))
        .matches("[0-9a-f]{32}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "me/",
        "me/1",
        "me;x=1",
        "%6De",
        "teacher",
        "teacher/",
        "teacher/1/",
        "teacher/%31",
        "teacher/x",
        "teacher/-1",
        "teacher/999999999999",
        "student/99999999999999999999",
        "nobody/1",
        "super-admin",
        "super-admin/1",
        "school-admin/2",
        "",
        "me?refresh=maybe",
        "me?x"
      })
  void whatTheTeacherMayNotSeeOrAskSo_isAnsweredAsJaxRsDoes(String path) {
    String token = client.login("teacher");
    Answer plain = client.get("/api/dashboards/" + path, token);
    Answer late = late().get("/api/dashboards/" + path, token);
    assertThat(plain.status()).isEqualTo(late.status());
    if (plain.status() != 200) {
      assertThat(Problems.require(plain, plain.status()).path("code"))
          .isEqualTo(late.json().path("code"));
      assertThat(headers(plain)).isEqualTo(headers(late));
    }
  }

  @Test
  void tokenThatWasLoggedOut_orTwoOfThem_orNone_isRefusedWhereTheDashboardIsWarm() {
    String token = client.login("teacher");
    warm(ME, token);
    String bearer = "Bearer " + token;
    Answer two = client.send("GET", ME, null, "Authorization", bearer, "Authorization", bearer);
    Problems.require(two, 401);
    Problems.require(client.send("GET", ME, null), 401);
    assertThat(client.post("/api/auth/logout", token, null).status()).isEqualTo(204);
    Problems.require(client.get(ME, token), 401);
  }

  @Test
  void otherMethodsAndTypes_areLeftToJaxRs() {
    String token = client.login("teacher");
    warm(ME, token);
    Problems.require(client.get(ME, token, "Accept", "text/html"), 406);
    Problems.require(client.post(ME, token, "{}"), 405);
    double before = answeredEarly();
    assertThat(client.send("HEAD", ME, null, Client.with(token)).status()).isEqualTo(200);
    assertThat(before).isLessThanOrEqualTo(answeredEarly());
  }
}
