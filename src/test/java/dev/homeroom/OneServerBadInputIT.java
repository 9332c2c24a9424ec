package dev.homeroom;

import static org.assertj.core.api.Assertions.assertThat;

import dev.homeroom.testkit.Attendance;
import dev.homeroom.testkit.Client;
import dev.homeroom.testkit.Client.Answer;
import dev.homeroom.testkit.DemoServer;
import dev.homeroom.testkit.OnDemoServer;
import dev.homeroom.testkit.Problems;
import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What bad input gets, beside the good one that differs by nothing else. */
@OnDemoServer
class OneServerBadInputIT {
  @RegisterExtension static final DemoServer DEMO = new DemoServer();

  private static final String LOGIN = "/api/auth/login";
  private static final String GOOD_LOGIN =
      "{\"username\":\"staff\",\"password\":\"homeroom-demo-password\"}";

  private static Client client;
  private static Attendance attendance;
  private static String teacher;

  @BeforeAll
  static void logIn() throws Exception {
    client = DEMO.client();
    attendance = new Attendance(DEMO.database());
    teacher = client.login("teacher");
  }

  @Test
  void goodRequests_areAccepted() {
    assertThat(client.send("POST", LOGIN, GOOD_LOGIN).status()).isEqualTo(200);
    Answer taken = client.put(attendance.path(), teacher, attendance.body("late"));
    assertThat(taken.status()).as(taken.text()).isEqualTo(200);
    assertThat(taken.header("ETag")).isEqualTo("\"v" + taken.json().path("version").asInt() + "\"");
  }

  @Test
  void malformedToken_is401_withoutSayingWhy() {
    assertThat(client.get("/api/auth/me", teacher).status()).isEqualTo(200);
    Answer missing = client.send("GET", "/api/auth/me", null);
    Problems.require(missing, 401);
    assertThat(missing.header("WWW-Authenticate")).isEqualTo("Bearer");
    String[] parts = teacher.split("\\.", -1);
    String none = base64("{\"alg\":\"none\",\"typ\":\"JWT\"}");
    String other = parts[2].charAt(10) == 'A' ? "B" : "A";
    String forged = parts[2].substring(0, 10) + other + parts[2].substring(11);
    for (String token :
        List.of(
            "x",
            "a.b.c",
            none + "." + parts[1] + ".",
            none + "." + parts[1] + "." + parts[2],
            parts[0] + "." + parts[1] + "." + forged,
            parts[0] + "." + parts[1] + ".",
            parts[0] + "." + base64("{\"sub\":\"1\"}") + "." + parts[2],
            "a".repeat(4_000))) {
      Answer answer = client.get("/api/auth/me", token);
      String detail = Problems.require(answer, 401).path("detail").asText();
      assertThat(detail).isEqualTo("The access token is not accepted.");
      assertThat(answer.header("WWW-Authenticate")).isEqualTo("Bearer error=\"invalid_token\"");
    }
    for (String header : List.of("Basic dGVhY2hlcjp4", "Bearer", "bearer", teacher)) {
      Problems.require(client.send("GET", "/api/auth/me", null, "Authorization", header), 401);
    }
    Problems.require(client.send("GET", "/api/auth/me?access_token=" + teacher, null), 401);
  }

  private static String base64(String text) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void wrongPasswordAndUnknownUser_getTheSame401() {
    Answer wrong = client.tryLogin("teacher", "wrong");
    Answer unknown = client.tryLogin("nobody-of-this-name", "wrong");
    assertThat(Problems.require(wrong, 401).path("detail"))
        .isEqualTo(Problems.require(unknown, 401).path("detail"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{                                                     | ``         | json",
        "no json                                               | ``         | json",
        "[]                                                    | ``         | type",
        "null                                                  | ``         | required",
        "{\"username\":\"a\",\"password\":\"b\"} x             | ``         | json",
        "{\"username\":\"a\",\"password\":\"b\"} {}            | ``         | trailing",
        "{\"username\":7,\"password\":\"b\"}                   | `username` | type",
        "{\"username\":[\"a\"],\"password\":\"b\"}             | `username` | type",
        "{\"username\":\"a\",\"password\":\"b\",\"role\":\"x\"} | `role`    | unknown",
        "{\"username\":\"a\",\"username\":\"c\",\"password\":\"b\"} | `username` | duplicate",
        "{\"username\":\"a\"}                                  | `password` | required",
        "{\"username\":\"a\",\"password\":null}                | `password` | required",
        "{\"username\":\" \",\"password\":\"b\"}               | `username` | required",
      })
  void loginBody_thatBreaksARule_is400_namingFieldAndRule(String body, String field, String rule) {
    Problems.requireField(client.send("POST", LOGIN, body), field, rule);
  }

  @Test
  void textsThatAreTooLong_are400() {
    String name = "a".repeat(201);
    Problems.requireField(client.tryLogin(name, "b"), "username", "size");
    Problems.requireField(client.tryLogin("a", "b".repeat(1_025)), "password", "size");
    Problems.require(client.tryLogin("a".repeat(200), "b".repeat(1_024)), 401);
    Problems.requireField(client.send("POST", LOGIN, ""), "", "required");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{}                                     | `marks`               | required",
        "{\"marks\":null}                       | `marks`               | required",
        "{\"marks\":[]}                         | `marks`               | size",
        "{\"marks\":{}}                         | `marks`               | type",
        "{\"marks\":[null]}                     | `marks[0]`            | required",
        "{\"marks\":[7]}                        | `marks[0]`            | type",
        "{\"marks\":[{}]}                       | `marks[0].student_id` | required",
        "{\"marks\":[{\"student_id\":\"ID\"}]}  | `marks[0].mark`       | required",
        "{\"marks\":[{\"student_id\":1,\"mark\":\"late\"}]} | `marks[0].student_id` | type",
        "{\"marks\":[{\"student_id\":\"ID\",\"mark\":\"LATE\"}]} | `marks[0].mark` | format",
        "{\"marks\":[{\"student_id\":\"1\",\"mark\":\"late\"}]} | `marks[0].student_id` | enrolled",
        "{\"marks\":[ONE,ONE]}                  | `marks[1].student_id` | unique",
        "{\"marks\":[ONE]}                      | `marks`               | required",
        "{\"marks\":[ONE],\"version\":3}        | `version`             | unknown",
        "{\"marks\":[ONE],\"marks\":[ONE]}      | `marks`               | duplicate",
      })
  void attendanceBody_thatBreaksARule_is400_andChangesNothing(
      String body, String field, String rule) {
    String one = "{\"student_id\":\"ID\",\"mark\":\"excused\"}";
    String full = body.replace("ONE", one).replace("ID", attendance.studentId());
    String before = client.get(attendance.path(), teacher).text();
    Problems.requireField(client.put(attendance.path(), teacher, full), field, rule);
    assertThat(client.get(attendance.path(), teacher).text()).isEqualTo(before);
  }

  @Test
  void notesAndLists_thatAreTooLong_are400() {
    String mark = "{\"student_id\":\"%s\",\"mark\":\"late\",\"note\":\"%s\"}";
    String one = mark.formatted(attendance.studentId(), "x".repeat(501));
    Answer tooLong = client.put(attendance.path(), teacher, "{\"marks\":[" + one + "]}");
    Problems.requireField(tooLong, "marks[0].note", "size");
    String control = mark.formatted(attendance.studentId(), "\\u0007");
    Answer bell = client.put(attendance.path(), teacher, "{\"marks\":[" + control + "]}");
    Problems.requireField(bell, "marks[0].note", "format");
    String many = (mark.formatted("1", "") + ",").repeat(2001).replaceAll(",$", "");
    Answer tooMany = client.put(attendance.path(), teacher, "{\"marks\":[" + many + "]}");
    Problems.requireField(tooMany, "marks", "size");
    String fits =
        attendance
            .body("late")
            .replace("\"late\",\"note\":null", "\"late\",\"note\":\"" + "x".repeat(500) + '"');
    Answer good = client.put(attendance.path(), teacher, fits);
    assertThat(good.status()).as(good.text()).isEqualTo(200);
  }

  @Test
  void bodyOver1MB_is413_withAndWithoutAStatedLength() {
    byte[] large =
        (GOOD_LOGIN + " ".repeat(1_000_001 - GOOD_LOGIN.length())).getBytes(StandardCharsets.UTF_8);
    byte[] fits =
        (GOOD_LOGIN + " ".repeat(1_000_000 - GOOD_LOGIN.length())).getBytes(StandardCharsets.UTF_8);
    String[] json = {"Content-Type", "application/json"};
    for (byte[] body : List.of(large, fits)) {
      BodyPublisher stated = BodyPublishers.ofByteArray(body);
      BodyPublisher chunked = BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body));
      assertThat(stated.contentLength()).isEqualTo(body.length);
      assertThat(chunked.contentLength()).isNegative();
      for (BodyPublisher publisher : List.of(stated, chunked)) {
        Answer answer = client.sendBody("POST", LOGIN, publisher, json);
        if (body == fits) {
          assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        } else {
          Problems.require(answer, 413);
        }
      }
    }
  }

  @Test
  void mediaTypesAndMethods_thatAreNotThere_are415_406_405() {
    for (String type : List.of("text/plain", "application/xml", "text/json")) {
      String body = attendance.body("late");
      Problems.require(client.put(attendance.path(), teacher, body, "Content-Type", type), 415);
      String[] headers = Client.with(teacher, "Content-Type", type);
      Problems.require(client.send("POST", LOGIN, GOOD_LOGIN, headers), 415);
    }
    String charset = "Application/JSON; charset=utf-8";
    Answer typed = client.send("POST", LOGIN, GOOD_LOGIN, "Content-Type", charset);
    assertThat(typed.status()).isEqualTo(200);
    Problems.require(client.get("/api/auth/me", teacher, "Accept", "text/csv"), 406);
    Problems.require(client.get("/api/dashboards/me", teacher, "Accept", "application/xml"), 406);
    assertThat(client.get("/api/auth/me", teacher, "Accept", "text/csv, */*;q=0.1").status())
        .isEqualTo(200);
    Answer wrong = client.send("DELETE", "/api/auth/me", null, Client.with(teacher));
    Problems.require(wrong, 405);
    assertThat(wrong.header("Allow")).contains("GET");
    Problems.require(client.post("/api/dashboards/me", teacher, "{}"), 405);
    Problems.require(client.send("PATCH", attendance.path(), "{}", Client.with(teacher)), 405);
  }

  @Test
  void mediaTypesAndMethods_withoutAToken_areToldAtPublicPathsOnly() {
    assertThat(client.send("POST", LOGIN, GOOD_LOGIN).status()).isEqualTo(200);
    for (String type : List.of("text/plain", "application/xml", "text/json")) {
      Answer answer = client.send("POST", LOGIN, GOOD_LOGIN, "Content-Type", type);
      Problems.require(answer, 415);
      assertThat(answer.header("WWW-Authenticate")).isEmpty();
      // A token that is not accepted changes nothing there either.
      String[] headers = Client.with("a.b.c", "Content-Type", type);
      Problems.require(client.send("POST", LOGIN, GOOD_LOGIN, headers), 415);
    }
    Problems.require(client.send("POST", LOGIN, GOOD_LOGIN, "Accept", "text/csv"), 406);
    Answer wrong = client.send("GET", LOGIN + "/", null);
    Problems.require(wrong, 405);
    assertThat(wrong.header("Allow")).contains("POST");
    Problems.require(client.send("POST", "/api/health/detailed", "{}"), 405);

    // Elsewhere nobody learns more than that a token is needed.
    String[] text = {"Content-Type", "text/plain"};
    Problems.require(client.send("PUT", attendance.path(), "late", text), 401);
    Problems.require(client.send("GET", "/api/auth/me", null, "Accept", "text/csv"), 401);
    Problems.require(client.send("DELETE", "/api/auth/me", null), 401);
    Problems.require(client.send("POST", LOGIN + "/more", GOOD_LOGIN), 401);
    Problems.require(client.send("POST", "/api/auth", GOOD_LOGIN), 401);
  }

  @Test
  void staleIfMatch_is412_andThePresentOneIsTaken() {
    String tag = client.get(attendance.path(), teacher).header("ETag");
    String body = attendance.body("half_day");
    Answer first = client.put(attendance.path(), teacher, body, "If-Match", tag);
    assertThat(first.status()).as(first.text()).isEqualTo(200);
    assertThat(first.header("ETag")).isNotEqualTo(tag);
    for (String wrong : List.of(tag, "\"v0\"", "v1", "W/" + tag, "\"x\"")) {
      Problems.require(client.put(attendance.path(), teacher, body, "If-Match", wrong), 412);
    }
    Answer list =
        client.put(attendance.path(), teacher, body, "If-Match", tag + ", " + first.header("ETag"));
    assertThat(list.status()).isEqualTo(200);
    Answer any = client.put(attendance.path(), teacher, body, "If-Match", "*");
    assertThat(any.status()).isEqualTo(200);
  }

  @Test
  void invalidLessonDates_areRefused() {
    String base = attendance.path().replaceAll("/[^/]*$", "/");
    LocalDate held = LocalDate.parse(attendance.path().substring(base.length()));
    // The same day of another week has a lesson, the timetable says; the day before a Monday none.
    LocalDate sunday = held.with(DayOfWeek.MONDAY).minusDays(1);
    refusedDate(base + sunday, "has_lesson");
    refusedDate(base + held.plusWeeks(4), "not_future");
    refusedDate(base + held.minusYears(1), "in_term");
    refusedDate(base + held.plusYears(1), "in_term");
    for (String none :
        List.of("2026-02-30", "today", "20261101", "2026-1-1", "+12026-01-01", "x")) {
      refusedDate(base + none, "format");
    }
  }

  private static void refusedDate(String path, String rule) {
    Problems.requireField(client.put(path, teacher, attendance.body("late")), "date", rule);
    Problems.requireField(client.get(path, teacher), "date", rule);
  }

  @Test
  void correlationId_isEchoed_andReplacedIfItIsNone() {
    for (String path : List.of("/api/auth/me", "/api/nothing", "/api/auth/jwks")) {
      Answer answer = client.send("GET", path, null, "X-Correlation-Id", "my-id_7.x");
      assertThat(answer.header("X-Correlation-Id")).isEqualTo("my-id_7.x");
      Answer bad = client.send("GET", path, null, "X-Correlation-Id", "<b>" + "x".repeat(65));
      assertThat(bad.header("X-Correlation-Id")).matches("[0-9a-f]{32}");
    }
  }
}
