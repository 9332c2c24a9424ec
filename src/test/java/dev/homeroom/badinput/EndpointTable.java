package dev.homeroom.badinput;

import static dev.homeroom.badinput.Endpoint.on;

import dev.homeroom.badinput.Endpoint.Part;
import dev.homeroom.badinput.Endpoint.PartKind;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Every endpoint with a good request; in an order in which the good ones can be sent. */
final class EndpointTable {
  /** Endpoints whose bad input other tests have: of tokens and of health. */
  static final Set<String> ELSEWHERE =
      Set.of(
          // OneServerBadInputIT, OneServerFuzzIT
          "POST /auth/login",
          // OneServerPasswordsIT: a good request would log the callers out.
          "PUT /auth/password",
          "POST /auth/redeem",
          // They take no input but a token, whose bad ones ForgedTokensTest and others have.
          "POST /auth/logout",
          "POST /auth/logout-everywhere",
          // OneServerSessionsIT
          "POST /auth/cutoffs",
          "POST /auth/introspect",
          "POST /auth/revoke",
          "POST /auth/refresh",
          "GET /auth/me",
          "GET /auth/jwks",
          // OneServerKeysIT: a good rotation would change what other requests are signed with.
          "GET /auth/keys",
          "POST /auth/keys/rotate",
          "GET /health/detailed",
          "GET /health/redis");

  static final List<Endpoint> ALL =
      Stream.of(
              dashboards(),
              inventory(),
              schools(),
              terms(),
              roles(),
              users(),
              links(),
              classes(),
              reports(),
              fees(),
              audit())
          .flatMap(List::stream)
          .toList();

  private EndpointTable() {}

  private static List<Endpoint> dashboards() {
    return Stream.of(
            on("GET /dashboards/me"),
            on("GET /dashboards/super-admin"),
            on("GET /dashboards/school-admin/{schoolId}").id("schoolId", "<demo_school>"),
            on("GET /dashboards/teacher/{id}")
                .id("id", "<demo_teacher>")
                .rule("id", "<demo_student>", Expected.status(404)),
            on("GET /dashboards/staff/{id}")
                .id("id", "<demo_staff>")
                .rule("id", "<demo_student>", Expected.status(404)),
            on("GET /dashboards/student/{id}")
                .thorough()
                .id("id", "<demo_student>")
                .rule("id", "<demo_teacher>", Expected.status(404)),
            on("GET /dashboards/parent/{id}")
                .id("id", "<demo_parent>")
                .rule("id", "<demo_student>", Expected.status(404)))
        .map(dashboard -> dashboard.parameter("refresh", BadWords.TRUTH))
        .toList();
  }

  private static List<Endpoint> inventory() {
    Expected noSchool = Expected.status(400, 404);
    return List.of(
        on("GET /inventory")
            .thorough()
            .asking("school=<demo_school>")
            .list()
            .parameter("q", BadWords.TEXT)
            .parameter("category", BadWords.ID)
            .parameter("low", BadWords.TRUTH)
            .parameter("school", BadWords.ID, noSchool),
        on("GET /inventory/categories")
            .asking("school=<demo_school>")
            .list()
            .parameter("school", BadWords.ID, noSchool),
        on("GET /inventory/{id}").id("id", "<item>"));
  }

  private static List<Endpoint> schools() {
    return List.of(
        on("GET /schools").list().parameter("q", BadWords.TEXT),
        on("POST /schools").thorough().taking(Bodies.NEW_SCHOOL).answering(201),
        on("GET /schools/{id}").id("id", "<school>").foreign(),
        on("PUT /schools/{id}").id("id", "<school>").taking(Bodies.SCHOOL).versioned().foreign(),
        on("GET /schools/{id}/subscription").id("id", "<school>").foreign());
  }

  private static List<Endpoint> terms() {
    return List.of(
        on("GET /schools/{id}/terms").id("id", "<school>").list().foreign(),
        termRules(
                on("POST /schools/{id}/terms")
                    .thorough()
                    .id("id", "<school>")
                    .taking(Bodies.NEW_TERM)
                    .answering(201)
                    .foreign())
            // The academic year is written before this is seen.
            .rule("body", Bodies.TERM.with("academic_year", "\"other\""), Expected.status(409)),
        on("GET /schools/{id}/terms/{term}").id("id", "<school>").id("term", "<term>").foreign(),
        termRules(
            on("PUT /schools/{id}/terms/{term}")
                .id("id", "<school>")
                .id("term", "<term>")
                .taking(Bodies.TERM)
                .versioned()
                .foreign()));
  }

  private static Endpoint termRules(Endpoint term) {
    String holiday = "{\"date\":\"%s\",\"name\":\"Epiphany\"}";
    String day = term.body().members().get("starts_on");
    String first = day.substring(1, day.length() - 1);
    String once = holiday.formatted(first);
    String outside = holiday.formatted("2026-01-01");
    return term.rule("ends_on", "\"1950-01-01\"", Expected.field("ends_on"))
        .rule("ends_on", "\"2999-12-31\"", Expected.field("ends_on"))
        .rule("holidays", "[" + once + "," + once + "]", Expected.field("holidays[1].date"))
        .rule("holidays", "[" + once + "," + outside + "]", Expected.field("holidays[1].date"))
        .rule("holidays", "[" + (once + ",").repeat(200) + once + "]", Expected.field("holidays"))
        .rule("holidays", "[{}]", Expected.field("holidays[0].date"));
  }

  private static List<Endpoint> roles() {
    Part role = new Part(PartKind.ROLE, "<role>", "<role>");
    String twice = "[\"users:read\",\"users:read\"]";
    return List.of(
        on("GET /roles").list().parameter("q", BadWords.TEXT),
        on("POST /roles")
            .taking(Bodies.ROLE)
            .answering(201)
            .rule("name", "\"<role>\"", Expected.status(409))
            .rule("permissions", twice, Expected.field("permissions[1]")),
        on("GET /roles/{name}").part("name", role),
        on("PUT /roles/{name}")
            .part("name", role)
            .taking(Bodies.PERMISSIONS)
            .versioned()
            .rule("name", "TEACHER", Expected.status(409))
            .rule("permissions", twice, Expected.field("permissions[1]")),
        on("DELETE /roles/{name}")
            .part("name", new Part(PartKind.ROLE, "<role>", "<fresh_role>"))
            .answering(204)
            .versioned()
            .rule("name", "TEACHER", Expected.status(409)));
  }

  private static List<Endpoint> users() {
    return List.of(
        on("GET /users")
            .thorough()
            .list()
            .parameter("q", BadWords.TEXT)
            .parameter("role", BadWords.TEXT)
            .parameter("school", BadWords.ID)
            .parameter("class", BadWords.ID)
            .parameter("grade", BadWords.TEXT)
            .parameter("state", BadWords.STATE),
        userRules(on("POST /users").thorough().taking(Bodies.USER).answering(201).foreign())
            .rule("username", "\"teacher\"", Expected.status(409)),
        on("GET /users/{id}").id("id", "<student>").foreign(),
        userRules(
            on("PUT /users/{id}")
                .id("id", "<student>")
                .taking(Bodies.USER)
                .versioned()
                .foreign()
                .rule("version", "2147483647", Expected.status(412))
                .rule("username", "null", Expected.field("username"))),
        userRules(
            on("PATCH /users/{id}")
                .id("id", "<student>")
                .taking(Bodies.USER.asPatch())
                .versioned()
                .foreign()
                .rule("version", "2147483647", Expected.status(412))
                .rule("username", "null", Expected.field("username"))),
        on("PUT /users/{id}/roles")
            .thorough()
            .id("id", "<student>")
            .taking(Bodies.ROLES)
            .versioned()
            .foreign()
            .rule("roles", "[\"STUDENT\",\"STUDENT\"]", Expected.field("roles")),
        on("GET /users/{id}/export")
            .id("id", "<student>")
            .asking("from=2026-01-01")
            .parameter("from", BadWords.DATE)
            .parameter("until", BadWords.DATE)
            .foreign()
            .rule("query", "from=2026-02-02&until=2026-02-01", Expected.field("until")),
        on("POST /users/{id}/invite").id("id", "<student>").foreign(),
        on("POST /schools/{id}/invites").id("id", "<demo_school>").taking(Bodies.INVITES),
        on("DELETE /users/{id}")
            .id("id", "<student>", "<fresh_student>")
            .answering(204)
            .versioned()
            .foreign(),
        on("POST /users/{id}/erase")
            .id("id", "<student>", "<fresh_student>")
            .answering(204)
            .foreign(),
        on("POST /users/{id}/unlock").id("id", "<student>").answering(204).foreign());
  }

  private static Endpoint userRules(Endpoint user) {
    return user.rule("roles", "[\"STUDENT\",\"STUDENT\"]", Expected.field("roles"))
        .rule("school_id", "null", Expected.field("school_id"));
  }

  private static List<Endpoint> links() {
    String path = "/parents/{id}/children/{studentId}";
    return List.of(
        on("PUT " + path)
            .thorough()
            .id("id", "<parent>")
            .id("studentId", "<student>")
            .answering(204)
            .foreign()
            .rule("id", "<teacher>", Expected.field("id"))
            .rule("studentId", "<teacher>", Expected.field("studentId")),
        on("DELETE " + path)
            .id("id", "<parent>")
            .id("studentId", "<student>")
            .answering(204)
            .foreign());
  }

  private static List<Endpoint> fees() {
    return Stream.of(
            on("GET /invoices")
                .thorough()
                .asking("school=<demo_school>")
                .parameter("school", BadWords.ID, Expected.status(400, 404)),
            on("GET /students/{id}/invoices")
                .id("id", "<demo_student>")
                .rule("id", "<demo_teacher>", Expected.status(404)),
            on("GET /families/{parentId}/invoices")
                .id("parentId", "<demo_parent>")
                .rule("parentId", "<demo_student>", Expected.status(404)))
        .map(
            list ->
                list.list()
                    .parameter("q", BadWords.TEXT)
                    .parameter("state", BadWords.STATE)
                    .parameter("month", BadWords.DATE.subList(0, 6)))
        .toList();
  }

  private static List<Endpoint> reports() {
    return List.of(
        on("GET /reports/daily/{date}")
            .thorough()
            .part("date", new Part(PartKind.DATE, "<day>", "<day>"))
            .asking("school=<demo_school>")
            .list()
            .parameter("q", BadWords.TEXT)
            .parameter("mark", BadWords.STATE)
            .parameter("class", BadWords.ID)
            .parameter("school", BadWords.ID, Expected.status(400, 404)));
  }

  private static List<Endpoint> classes() {
    String students = "/classes/{id}/students/{studentId}";
    String teachers = "/classes/{id}/teachers/{teacherId}";
    String attendance = "/classes/{id}/attendance/{date}";
    Part day = new Part(PartKind.DATE, "<day>", "<day>");
    return List.of(
        on("GET /classes")
            .thorough()
            .asking("school=<demo_school>")
            .list()
            .parameter("q", BadWords.TEXT)
            .parameter("term", BadWords.ID)
            .parameter("teacher", BadWords.ID)
            .parameter("student", BadWords.ID)
            .parameter("mine", BadWords.TRUTH)
            .parameter("school", BadWords.ID, Expected.status(400, 404)),
        on("GET /classes/{id}").id("id", "<class>"),
        classLink("PUT " + students, "studentId", "<demo_student>", "<fresh_pupil>")
            .thorough()
            .rule("studentId", "<demo_teacher>", Expected.field("studentId"))
            .rule("studentId", "<student>", Expected.field("studentId")),
        on("DELETE " + students)
            .id("id", "<class>")
            .id("studentId", "<demo_student>", "<pupil>")
            .answering(204),
        classLink("PUT " + teachers, "teacherId", "<demo_teacher>", "<fresh_colleague>")
            .rule("teacherId", "<demo_student>", Expected.field("teacherId"))
            .rule("teacherId", "<teacher>", Expected.field("teacherId")),
        on("DELETE " + teachers)
            .id("id", "<class>")
            .id("teacherId", "<demo_teacher>", "<colleague>")
            .answering(204),
        on("GET " + attendance).id("id", "<class>").part("date", day),
        on("PUT " + attendance)
            .id("id", "<class>")
            .part("date", day)
            .taking(Bodies.ATTENDANCE)
            .versioned());
  }

  private static List<Endpoint> audit() {
    return List.of(
        on("GET /audit")
            .list()
            .parameter("from", BadWords.MOMENT)
            .parameter("to", BadWords.MOMENT)
            .parameter("actor", BadWords.ID)
            .parameter("action", BadWords.ACTION),
        on("GET /audit/verification"));
  }

  private static Endpoint classLink(String name, String person, String symbol, String good) {
    return on(name)
        .id("id", "<class>")
        .id(person, symbol, good)
        .taking(Bodies.DAYS)
        .answering(204)
        .rule("until", "\"2026-01-01\"", Expected.field("until"))
        .rule("from", "\"2999-01-01\"", Expected.field("until"));
  }
}
