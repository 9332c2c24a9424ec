package dev.homeroom;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.homeroom.testkit.Client;
import dev.homeroom.testkit.Client.Answer;
import dev.homeroom.testkit.DemoServer;
import dev.homeroom.testkit.OnDemoServer;
import dev.homeroom.testkit.Problems;
import dev.homeroom.testkit.Sql;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Schools, terms and subscriptions over HTTP; each test has a school of its own. */
@OnDemoServer
class OneServerSchoolsIT {
  @RegisterExtension static final DemoServer DEMO = new DemoServer();

  /** A day apart from each other and more: Kiribati is 25 hours ahead of Samoa. */
  private static final String EARLY = "Pacific/Kiritimati";

  private static final String LATE = "Pacific/Pago_Pago";

  private static Client client;
  private static String superAdmin;
  private static Sql sql;
  private String school;

  @BeforeAll
  static void login() {
    client = DEMO.client();
    superAdmin = client.login("super.admin");
    sql = DEMO.sql();
  }

  @BeforeEach
  void makeSchool() {
    school = made("KWD", EARLY);
  }

  private static String made(String currency, String zone) {
    Answer answer = client.post("/api/schools", superAdmin, body(currency, zone));
    assertThat(answer.status()).as(answer.text()).isEqualTo(201);
    String id = answer.json().path("id").asText();
    assertThat(answer.header("Location")).endsWith("/api/schools/" + id);
    assertThat(answer.header("ETag")).isEqualTo("\"v1\"");
    return id;
  }

  private static String body(String currency, String zone) {
    return """
        {"name": "Island School", "time_zone": "%s", "currency": "%s", "pass_mark": 49.5,
         "plan": "small", "seats": 2, "subscribed_until": "2999-12-31"}"""
        .formatted(zone, currency);
  }

  private static String settings(String name, String zone) {
    return "{\"name\":\"%s\",\"time_zone\":\"%s\",\"pass_mark\":60}".formatted(name, zone);
  }

  private String path() {
    return "/api/schools/" + school;
  }

  @Test
  void get_isAMiss_thenAHit_thenNotModified_untilAChange() {
    Answer first = client.get(path(), superAdmin);
    assertThat(first.header("X-Cache-Status")).isEqualTo("MISS");
    assertThat(first.json().path("data").toString())
        .isEqualTo(
            ("{\"id\":\"%s\",\"name\":\"Island School\",\"time_zone\":\"%s\",\"currency\":\"KWD\","
                    + "\"pass_mark\":49.5,\"plan\":\"small\",\"seats\":2,"
                    + "\"subscribed_until\":\"2999-12-31\",\"version\":1}")
                .formatted(school, EARLY));
    Answer second = client.get(path(), superAdmin);
    assertThat(second.header("X-Cache-Status")).isEqualTo("HIT");
    assertThat(second.header("ETag")).isEqualTo("\"v1\"");
    assertThat(client.get(path(), superAdmin, "If-None-Match", "\"v1\"").status()).isEqualTo(304);

    Answer put = client.put(path(), superAdmin, settings("Renamed", LATE), "If-Match", "\"v1\"");
    assertThat(put.status()).as(put.text()).isEqualTo(200);
    assertThat(put.header("ETag")).isEqualTo("\"v2\"");
    Answer changed = client.get(path(), superAdmin, "If-None-Match", "\"v1\"");
    assertThat(changed.status()).isEqualTo(200);
    assertThat(changed.json().path("data")).isEqualTo(put.json());
    assertThat(put.json().path("name").asText()).isEqualTo("Renamed");
    assertThat(put.json().path("seats").asInt()).isEqualTo(2);

    Problems.require(
        client.put(path(), superAdmin, settings("Late", LATE), "If-Match", "\"v1\""), 412);
    assertThat(client.get(path(), superAdmin).json().path("data")).isEqualTo(put.json());
  }

  @Test
  void list_isForSuperAdministrators_andShowsANewSchoolAtOnce() {
    Answer before = client.get("/api/schools?size=200", superAdmin);
    assertThat(before.status()).as(before.text()).isEqualTo(200);
    long total = sql.number("select count(*) from school");
    assertThat(before.json().path("page").path("total").asLong()).isEqualTo(total);
    made("EUR", LATE);
    Answer after = client.get("/api/schools?q=island&sort=-name", superAdmin);
    assertThat(after.json().path("page").path("total").asLong())
        .isEqualTo(sql.number("select count(*) from school where name = 'Island School'"));
    for (String username : List.of("school.admin", "teacher", "staff", "student", "parent")) {
      Problems.require(client.get("/api/schools", client.login(username)), 403);
    }
    Problems.requireField(client.get("/api/schools?city=x", superAdmin), "city", "unknown");
    Problems.requireField(client.get("/api/schools?size=201", superAdmin), "size", "range");
  }

  @Test
  void access_isOwnSchoolAlone_whetherOrNotAnotherExists() {
    String own = sql.text("select school_id from person where id = ?", id("teacher"));
    for (String username : List.of("school.admin", "teacher", "staff", "student", "parent")) {
      String token = client.login(username);
      for (String part : List.of("", "/terms", "/subscription")) {
        Answer answer = client.get("/api/schools/" + own + part, token);
        assertThat(answer.status()).as(username + part + answer.text()).isEqualTo(200);
        for (String other : List.of(school, "999999999", "x'--", "0" + own)) {
          Problems.require(
              client.get("/api/schools/" + other.replace("'", "%27") + part, token), 403);
        }
      }
      boolean mayNotChange = !username.equals("school.admin");
      for (String other : mayNotChange ? List.of(own, school) : List.of(school, "999999999")) {
        Problems.require(client.put("/api/schools/" + other, token, settings("Mine", LATE)), 403);
        Problems.require(client.post("/api/schools/" + other + "/terms", token, term(0)), 403);
      }
      Problems.require(client.post("/api/schools", token, body("EUR", LATE)), 403);
    }
    for (String part : List.of("", "/terms", "/subscription", "/terms/1")) {
      Problems.require(client.get("/api/schools/999999999" + part, superAdmin), 404);
      Problems.require(client.get("/api/schools/x%27--" + part, superAdmin), 404);
    }
    Problems.require(client.put("/api/schools/999999999", superAdmin, settings("N", LATE)), 404);
    assertThat(client.send("GET", path(), null).status()).isEqualTo(401);
  }

  @Test
  void administratorOfTheSchool_changesSettings_andNothingElse() {
    String token = client.login("school.admin.2");
    String own = sql.text("select school_id from person where id = ?", id("school.admin.2"));
    String path = "/api/schools/" + own;
    JsonNode before = client.get(path, token).json().path("data");
    String name = before.path("name").asText();
    String zone = before.path("time_zone").asText();

    assertThat(client.put(path, token, settings("Ours", zone)).json().path("name").asText())
        .isEqualTo("Ours");
    Answer more = client.put(path, token, body("KWD", zone));
    for (String field : List.of("currency", "plan", "seats", "subscribed_until")) {
      Problems.requireField(more, field, "read_only");
    }
    assertThat(client.get(path, token).json().path("data").path("name").asText()).isEqualTo("Ours");
    String restored =
        "{\"name\":\"%s\",\"time_zone\":\"%s\",\"pass_mark\":%s}"
            .formatted(name, zone, before.path("pass_mark"));
    assertThat(client.put(path, token, restored).status()).isEqualTo(200);
    assertThat(client.get(path, token).json().path("data").path("plan"))
        .isEqualTo(before.path("plan"));
  }

  @Test
  void parent_seesTheSchoolsOfTheChildren_whateverTheOwnOne() {
    String student = person("student", school);
    String parent = person("parent", null);
    sql.update(
        "insert into parent_child (parent_id, child_id) values (?, ?)",
        Long.valueOf(parent),
        Long.valueOf(student));
    sql.update(
        "insert into account (person_id, username, password_hash)"
            + " select ?, ?, password_hash from account where username = 'parent'",
        Long.valueOf(parent),
        "parent.of." + student);
    String token = client.login("parent.of." + student);

    assertThat(client.get(path(), token).status()).isEqualTo(200);
    assertThat(client.get(path() + "/terms", token).status()).isEqualTo(200);
    String other = sql.text("select school_id from person where id = ?", id("teacher"));
    Problems.require(client.get("/api/schools/" + other, token), 403);
  }

  @Test
  void subscription_showsTheTakenSeats_andWhenNoneIsFree() {
    JsonNode empty = client.get(path() + "/subscription", superAdmin).json().path("data");
    assertThat(empty.path("seats_taken").asInt()).isZero();
    assertThat(empty.path("state").asText()).isEqualTo("active");
    person("student", school);
    person("teacher", school);
    person("parent", school);
    String over = body("KWD", EARLY).replace("2999-12-31", "2026-01-01");

    client.put(path(), superAdmin, settings("Island School", EARLY));
    JsonNode full = client.get(path() + "/subscription", superAdmin).json().path("data");
    assertThat(full.path("seats_taken").asInt()).isEqualTo(2);
    assertThat(full.path("state").asText()).isEqualTo("full");
    client.put(path(), superAdmin, over);
    assertThat(
            client
                .get(path() + "/subscription", superAdmin)
                .json()
                .path("data")
                .path("state")
                .asText())
        .isEqualTo("over");
    String demo = sql.text("select school_id from person where id = ?", id("teacher"));
    assertThat(
            client
                .get("/api/schools/" + demo + "/subscription", superAdmin)
                .json()
                .path("data")
                .path("seats_taken")
                .asLong())
        .isEqualTo(
            sql.number(
                "select count(*) from person where school_id = ? and active and kind <> 'parent'",
                Long.valueOf(demo)));
  }

  /** Amounts are stored with four decimals; what is shown has those of the currency. */
  @ParameterizedTest
  @CsvSource({
    "KWD, 1.250, 0.125, 1.125, 3.3755, 3.376, 4.501",
    "JPY, 1200, 250, 950, 99.5, 100, 1050",
    "EUR, 240, 100.10, 139.90, 0.005, 0.01, 139.91"
  })
  void fees_haveTheDecimalsOfTheSchoolsCurrency(
      String currency,
      String amount,
      String paid,
      String open,
      String second,
      String secondShown,
      String total) {
    school = made(currency, EARLY);
    String student = person("student", school);
    String invoice = invoice(student, amount);
    invoice(student, second);
    sql.update(
        "insert into payment (id, school_id, invoice_id, amount, method, paid_at)"
            + " values (nextval('payment_seq'), ?, ?, cast(? as numeric), 'card', now())",
        Long.valueOf(school),
        Long.valueOf(invoice),
        paid);

    JsonNode shown = dashboard(student).widget("open_invoices");
    assertThat(shown.path("currency").asText()).isEqualTo(currency);
    assertThat(shown.path("total_open").asText()).isEqualTo(total);
    assertThat(shown.path("invoices").path(0).path("open").asText()).isEqualTo(open);
    assertThat(shown.path("invoices").path(1).path("open").asText()).isEqualTo(secondShown);
    Answer other = client.put(path(), superAdmin, body("USD", EARLY));
    assertThat(Problems.require(other, 409).path("code").asText()).isEqualTo("CONFLICT");
  }

  @Test
  void schoolWithoutATerm_hasAnEmptyDashboard_untilATermIsDeclared_andAHolidayClosesTheDay() {
    String student = person("student", school);
    Answer without = dashboard(student);
    assertThat(without.status()).as(without.text()).isEqualTo(200);
    assertThat(without.widget("today").path("lessons")).isEmpty();

    Answer declared = client.post(path() + "/terms", superAdmin, term(0));
    assertThat(declared.status()).as(declared.text()).isEqualTo(201);
    String termId = declared.json().path("id").asText();
    String termPath = path() + "/terms/" + termId;
    assertThat(declared.header("Location")).endsWith(termPath);
    everyDay(student, termId);
    JsonNode today = dashboard(student).widget("today");
    assertThat(today.path("lessons")).hasSize(1);
    assertThat(today.path("date").asText()).isEqualTo(now(EARLY).toString());

    Answer list = client.get(path() + "/terms", superAdmin);
    assertThat(list.json().path("data").path(0)).isEqualTo(declared.json());
    Answer closed = client.put(termPath, superAdmin, term(1), "If-Match", "\"v1\"");
    assertThat(closed.status()).as(closed.text()).isEqualTo(200);
    assertThat(closed.header("ETag")).isEqualTo("\"v2\"");
    JsonNode next = dashboard(student).widget("today");
    assertThat(next.path("date").asText()).isEqualTo(now(EARLY).plusDays(1).toString());
    assertThat(next.path("note").asText()).contains("next school day");
    assertThat(client.get(path() + "/terms", superAdmin).json().path("data").path(0))
        .isEqualTo(closed.json());
    assertThat(client.get(termPath, superAdmin).json()).isEqualTo(closed.json());
    Problems.require(client.put(termPath, superAdmin, term(0), "If-Match", "\"v1\""), 412);
    Problems.require(client.post(path() + "/terms", superAdmin, term(0)), 409);
  }

  @Test
  void changeOfTheTimeZone_changesToday() {
    String student = person("student", school);
    Answer declared = client.post(path() + "/terms", superAdmin, term(0));
    everyDay(student, declared.json().path("id").asText());
    assertThat(dashboard(student).widget("today").path("date").asText())
        .isEqualTo(now(EARLY).toString());

    client.put(path(), superAdmin, settings("Island School", LATE));
    assertThat(dashboard(student).widget("today").path("date").asText())
        .isEqualTo(now(LATE).toString())
        .isNotEqualTo(now(EARLY).toString());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"name\": \"Island School\" | \"name\": \"\" | name | size",
        "\"name\": \"Island School\" | \"name\": \" \" | name | format",
        "\"name\": \"Island School\" | \"name\": null | name | required",
        "\"name\": \"Island School\" | \"name\": 5 | name | type",
        "Pacific/Pago_Pago | Pacific/Atlantis | time_zone | iana",
        "Pacific/Pago_Pago | +02:00 | time_zone | iana",
        "EUR | XXX | currency | iso_4217",
        "EUR | euro | currency | iso_4217",
        "49.5 | 100.01 | pass_mark | range",
        "49.5 | -1 | pass_mark | range",
        "49.5 | 49.555 | pass_mark | digits",
        "\"small\" | \"Small plan\" | plan | format",
        "\"seats\": 2 | \"seats\": -1 | seats | range",
        "\"seats\": 2 | \"seats\": 1.5 | seats | type",
        "\"seats\": 2 | \"seats\": null | seats | required",
        "2999-12-31 | 3000-01-01 | subscribed_until | range",
        "2999-12-31 | 31.12.2026 | subscribed_until | format",
        "\"plan\" | \"version\": 7, \"plan\" | version | unknown"
      })
  void badField_isNamed_andNothingIsMade(String good, String bad, String field, String rule) {
    long before = sql.number("select count(*) from school");
    String whole = body("EUR", LATE);
    assertThat(whole).contains(good.strip());
    Problems.requireField(
        client.post("/api/schools", superAdmin, whole.replace(good.strip(), bad.strip())),
        field,
        rule);
    assertThat(sql.number("select count(*) from school")).isEqualTo(before);
  }

  @Test
  void badTerm_isNamed_andNothingIsMade() {
    String path = path() + "/terms";
    Problems.requireField(
        client.post(path, superAdmin, term(0).replace("\"holidays\"", "\"closed\"")),
        "closed",
        "unknown");
    String outside = term(0).replace("[]", "[{\"date\":\"1999-01-01\",\"name\":\"Long ago\"}]");
    Problems.requireField(client.post(path, superAdmin, outside), "holidays[0].date", "in_term");
    String unnamed = term(0).replace("[]", "[{\"date\":\"1999-01-01\",\"name\":\"\"},null]");
    Answer answer = client.post(path, superAdmin, unnamed);
    Problems.requireField(answer, "holidays[0].name", "size");
    Problems.require(client.post(path, superAdmin, "null"), 400);
    Problems.require(client.post(path, superAdmin, "[]"), 400);
    assertThat(sql.number("select count(*) from term where school_id = ?", Long.valueOf(school)))
        .isZero();
    assertThat(client.get(path, superAdmin).json().path("page").path("total").asInt()).isZero();
  }

  private Answer dashboard(String student) {
    return client.get("/api/dashboards/student/" + student, superAdmin);
  }

  private static LocalDate now(String zone) {
    return LocalDate.now(ZoneId.of(zone));
  }

  /** Returns a term of two weeks around today; with the holiday today, if there is one. */
  private static String term(int holidays) {
    LocalDate today = now(EARLY);
    String closed = "[{\"date\":\"" + today + "\",\"name\":\"Storm\"}]";
    return """
        {"academic_year": "The year", "name": "Term", "starts_on": "%s", "ends_on": "%s",
         "holidays": %s}"""
        .formatted(today.minusDays(7), today.plusDays(7), holidays == 0 ? "[]" : closed);
  }

  /** Enrols a student in a class of the term with a lesson on each day of the week. */
  private void everyDay(String student, String termId) {
    long ofSchool = Long.parseLong(school);
    String course = next("course");
    sql.update(
        "insert into course (id, school_id, name) values (?, ?, 'Swimming')",
        Long.valueOf(course),
        ofSchool);
    String classId = next("class");
    sql.update(
        "insert into class (id, school_id, term_id, course_id, name)"
            + " values (?, ?, ?, ?, 'Swimming')",
        Long.valueOf(classId),
        ofSchool,
        Long.valueOf(termId),
        Long.valueOf(course));
    sql.update(
        "insert into enrolment (class_id, student_id) values (?, ?)",
        Long.valueOf(classId),
        Long.valueOf(student));
    for (int weekday = 1; weekday <= 7; weekday++) {
      sql.update(
          "insert into lesson (id, class_id, weekday, starts_at, ends_at, room)"
              + " values (nextval('lesson_seq'), ?, ?, '08:00', '08:45', 'Pool')",
          Long.valueOf(classId),
          weekday);
    }
  }

  private String invoice(String student, String amount) {
    String id = next("invoice");
    sql.update(
        "insert into invoice (id, school_id, student_id, title, issued_on, due_on, amount)"
            + " values (?, ?, ?, 'Fee', date '2026-11-01', date '2999-01-01', cast(? as numeric))",
        Long.valueOf(id),
        Long.valueOf(school),
        Long.valueOf(student),
        amount);
    return id;
  }

  /** Makes a person of a kind with the role of the same name. */
  private static String person(String kind, String ofSchool) {
    String id = next("person");
    sql.update(
        "insert into person (id, school_id, name, kind) values (?, cast(? as bigint), 'Kai', ?)",
        Long.valueOf(id),
        ofSchool,
        kind);
    sql.update(
        "insert into person_role (person_id, role_name) values (?, upper(?))",
        Long.valueOf(id),
        kind);
    return id;
  }

  private static String next(String sequence) {
    return sql.text("select nextval('" + sequence + "_seq')");
  }

  private static Long id(String username) {
    return Long.valueOf(DEMO.idOf(username));
  }
}
