package dev.homeroom;

import static org.assertj.core.api.Assertions.assertThat;

import dev.homeroom.testkit.Attendance;
import dev.homeroom.testkit.Client;
import dev.homeroom.testkit.Client.Answer;
import dev.homeroom.testkit.DemoServer;
import dev.homeroom.testkit.DeployedEndpoints;
import dev.homeroom.testkit.OnDemoServer;
import dev.homeroom.testkit.Problems;
import dev.homeroom.testkit.Sql;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Who is refused what: with nothing in the cache and with all of it there. */
@OnDemoServer
class OneServerAccessIT {
  @RegisterExtension static final DemoServer DEMO = new DemoServer();

  private static final String NOBODY = "999999999999";

  /** What answers without a token, and with which status it answers an empty request. */
  private static final Map<String, Integer> PUBLIC =
      Map.of(
          "POST /auth/login", 400,
          "POST /auth/redeem", 400,
          // It refuses by itself: an expired token may be taken back too.
          "POST /auth/logout", 401,
          "POST /auth/refresh", 401,
          "GET /auth/jwks", 200,
          // HOMEROOM_MONITORING guards it, and is "open" in development.
          "GET /health/detailed", 200,
          "GET /health/redis", 200);

  private static final Set<String> GUARDED =
      Set.of(
          "GET /auth/me",
          "POST /auth/logout-everywhere",
          "POST /auth/cutoffs",
          "POST /auth/introspect",
          "POST /auth/revoke",
          "GET /auth/keys",
          "POST /auth/keys/rotate",
          "PUT /auth/password",
          "POST /users/{id}/invite",
          "POST /schools/{id}/invites",
          "GET /audit",
          "GET /audit/verification",
          "GET /dashboards/me",
          "GET /dashboards/super-admin",
          "GET /dashboards/school-admin/{schoolId}",
          "GET /dashboards/teacher/{id}",
          "GET /dashboards/staff/{id}",
          "GET /dashboards/student/{id}",
          "GET /dashboards/parent/{id}",
          "GET /users",
          "POST /users",
          "GET /users/{id}",
          "PUT /users/{id}",
          "PATCH /users/{id}",
          "DELETE /users/{id}",
          "PUT /users/{id}/roles",
          "POST /users/{id}/erase",
          "POST /users/{id}/unlock",
          "GET /users/{id}/export",
          "PUT /parents/{id}/children/{studentId}",
          "DELETE /parents/{id}/children/{studentId}",
          "PUT /classes/{id}/students/{studentId}",
          "DELETE /classes/{id}/students/{studentId}",
          "PUT /classes/{id}/teachers/{teacherId}",
          "DELETE /classes/{id}/teachers/{teacherId}",
          "GET /classes",
          "GET /classes/{id}",
          "GET /classes/{id}/attendance/{date}",
          "PUT /classes/{id}/attendance/{date}",
          "GET /inventory",
          "GET /inventory/categories",
          "GET /inventory/{id}",
          "GET /invoices",
          "GET /students/{id}/invoices",
          "GET /families/{parentId}/invoices",
          "GET /reports/daily/{date}",
          "GET /schools",
          "POST /schools",
          "GET /schools/{id}",
          "PUT /schools/{id}",
          "GET /schools/{id}/subscription",
          "GET /schools/{id}/terms",
          "POST /schools/{id}/terms",
          "GET /schools/{id}/terms/{term}",
          "PUT /schools/{id}/terms/{term}",
          "GET /roles",
          "POST /roles",
          "GET /roles/{name}",
          "PUT /roles/{name}",
          "DELETE /roles/{name}");

  private static Client client;
  private static Sql sql;
  private static String superAdmin;
  private static String schoolAdmin;
  private static String teacher;
  private static String foreignTeacher;
  private static String student;
  private static String parent;
  private static String colleague;

  @BeforeAll
  static void logIn() {
    client = DEMO.client();
    sql = DEMO.sql();
    superAdmin = client.login("super.admin");
    schoolAdmin = client.login("school.admin");
    teacher = client.login("teacher");
    foreignTeacher = client.login("teacher.2");
    student = client.login("student");
    parent = client.login("parent");
    giveLogin(strangerTo("teacher", "student"), "colleague");
    colleague = client.login("colleague");
  }

  /** Returns a teacher of the same school who shares no class with either. */
  private static long strangerTo(String teacherName, String studentName) {
    return sql.number(
        "select min(p.id) from person p join person t on t.school_id = p.school_id"
            + " where p.kind = 'teacher' and t.id = ? and p.id <> t.id and not exists ("
            + "  select 1 from class_teacher own where own.teacher_id = p.id and ("
            + "   own.class_id in (select class_id from class_teacher where teacher_id = t.id)"
            + "   or own.class_id in (select class_id from enrolment where student_id = ?)))",
        Long.valueOf(DEMO.idOf(teacherName)),
        Long.valueOf(DEMO.idOf(studentName)));
  }

  /** Gives a person an account with the demo's password. */
  private static void giveLogin(long personId, String username) {
    sql.update(
        "insert into account (person_id, username, password_hash)"
            + " select ?, ?, password_hash from account where username = 'teacher'",
        personId,
        username);
  }

  @Test
  void teachersDashboard_isRefusedToOthers_coldAndWarm_besideThe200OfTheRightCaller() {
    // Nobody has asked for this one's yet.
    String fresh =
        sql.text(
            "select max(p.id) from person p where p.kind = 'teacher' and p.school_id ="
                + " (select school_id from person where id = ?)",
            Long.valueOf(DEMO.idOf("teacher")));
    refusedColdAndWarm(
        "/api/dashboards/teacher/" + fresh,
        schoolAdmin,
        List.of(teacher, colleague, foreignTeacher, student, parent));
  }

  @Test
  void studentsDashboard_isRefusedToOthers_coldAndWarm_besideThe200OfTheRightCaller() {
    // A classmate of the demo student, of a class of the demo teacher, and no child of the parent.
    String classmate =
        sql.text(
            "select max(e.student_id) from enrolment e join class_teacher t on t.class_id ="
                + " e.class_id where t.teacher_id = ? and e.class_id in"
                + " (select class_id from enrolment where student_id = ?)"
                + " and e.student_id not in (select child_id from parent_child where parent_id = ?)",
            Long.valueOf(DEMO.idOf("teacher")),
            Long.valueOf(DEMO.idOf("student")),
            Long.valueOf(DEMO.idOf("parent")));
    refusedColdAndWarm(
        "/api/dashboards/student/" + classmate,
        teacher,
        List.of(colleague, foreignTeacher, student, parent));
  }

  private static void refusedColdAndWarm(String path, String right, List<String> wrong) {
    wrong.forEach(token -> Problems.require(client.get(path, token), 403));
    Answer cold = client.get(path, right);
    assertThat(cold.status()).as(cold.text()).isEqualTo(200);
    assertThat(cold.header("X-Cache-Status")).isEqualTo("MISS");
    wrong.forEach(token -> Problems.require(client.get(path, token), 403));
    // Not with its entity tag either.
    wrong.forEach(
        token ->
            Problems.require(client.get(path, token, "If-None-Match", cold.header("ETag")), 403));
    assertThat(client.get(path, right).header("X-Cache-Status")).isEqualTo("HIT");
    assertThat(client.get(path, superAdmin).status()).isEqualTo(200);
  }

  @Test
  void demoStudentsDashboard_isSeenOnlyByStudentParentTeacherAndAdministrators() {
    String path = "/api/dashboards/student/" + DEMO.idOf("student");
    Stream.of(student, parent, teacher, schoolAdmin, superAdmin)
        .forEach(token -> assertThat(client.get(path, token).status()).isEqualTo(200));
    Stream.of(colleague, foreignTeacher)
        .forEach(token -> Problems.require(client.get(path, token), 403));
  }

  @Test
  void schoolAdmin_seesOwnSchoolAndNoOther() {
    for (String kind : List.of("teacher", "student")) {
      String own = "/api/dashboards/" + kind + "/" + DEMO.idOf(kind);
      String others = "/api/dashboards/" + kind + "/" + DEMO.idOf(kind + ".2");
      assertThat(client.get(own, schoolAdmin).status()).isEqualTo(200);
      Problems.require(client.get(others, schoolAdmin), 403);
      assertThat(client.get(others, superAdmin).status()).isEqualTo(200);
      Problems.require(client.get(others, schoolAdmin), 403);
    }
  }

  @Test
  void idThatDoesNotExist_is403ToWhomItWouldBe_and404ToSuperAdmin() {
    for (String kind : List.of("teacher", "student")) {
      String path = "/api/dashboards/" + kind + "/" + NOBODY;
      Stream.of(schoolAdmin, teacher, colleague, foreignTeacher, student, parent)
          .forEach(token -> Problems.require(client.get(path, token), 403));
      Problems.require(client.get(path, superAdmin), 404);
    }
    String asTeacher = "/api/dashboards/teacher/" + DEMO.idOf("student");
    Problems.require(client.get(asTeacher, superAdmin), 404);
    Problems.require(client.get(asTeacher, schoolAdmin), 403);
    Problems.require(client.get(asTeacher, student), 403);
  }

  @Test
  void attendanceOfAnotherTeachersClass_isRefused_andChangesNothing() throws Exception {
    Attendance attendance = new Attendance(DEMO.database());
    long before = attendance.absences();
    String body = attendance.body(attendance.otherMark());
    for (String token : List.of(colleague, foreignTeacher, student, parent)) {
      Problems.require(client.put(attendance.path(), token, body), 403);
      Problems.require(client.get(attendance.path(), token), 403);
    }
    assertThat(attendance.absences()).isEqualTo(before);
    for (String token : List.of(teacher, schoolAdmin, superAdmin)) {
      assertThat(client.get(attendance.path(), token).status()).isEqualTo(200);
    }
    String date = attendance.path().replaceAll(".*/", "");
    String nowhere = "/api/classes/" + NOBODY + "/attendance/" + date;
    for (String token : List.of(teacher, schoolAdmin, student)) {
      Problems.require(client.put(nowhere, token, body), 403);
    }
    Problems.require(client.put(nowhere, superAdmin, body), 404);
  }

  /** Nothing that a request knows may be seen by another one that is under way. */
  @Test
  void manyCallersAtOnce_eachGetTheOwnDashboard_andNobodyElses() throws Exception {
    Map<String, String> tokens = new HashMap<>();
    for (String token : List.of(teacher, foreignTeacher, student, colleague)) {
      tokens.put(client.get("/api/auth/me", token).json().path("id").asText(), token);
    }
    assertThat(tokens).hasSize(4);
    List<Callable<Void>> callers = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      List<Map.Entry<String, String>> turn = new ArrayList<>(tokens.entrySet());
      Collections.rotate(turn, i);
      callers.add(
          () -> {
            for (int round = 0; round < 25; round++) {
              turn.forEach(caller -> requireOwn(caller.getKey(), caller.getValue()));
            }
            return null;
          });
    }
    ExecutorService threads = Executors.newFixedThreadPool(callers.size());
    try {
      for (Future<Void> caller : threads.invokeAll(callers)) {
        caller.get();
      }
    } finally {
      threads.shutdownNow();
    }
  }

  private static void requireOwn(String id, String token) {
    Answer own = client.get("/api/dashboards/me", token);
    assertThat(own.status()).as(own.text()).isEqualTo(200);
    assertThat(own.json().path("data").path("subject").path("id").asText()).isEqualTo(id);
    assertThat(own.header("Content-Length"))
        .isEqualTo(String.valueOf(own.text().getBytes(StandardCharsets.UTF_8).length));
  }

  @Test
  void everyResourceMethod_isKnownToThisTest() {
    Set<String> known = new TreeSet<>(GUARDED);
    known.addAll(PUBLIC.keySet());
    assertThat(DeployedEndpoints.names())
        .as("add a new method to GUARDED, or with its reason to PUBLIC")
        .isEqualTo(known);
  }

  @Test
  void everyGuardedMethod_is401WithoutAToken_andPublicOnesAnswer() {
    for (String method : GUARDED) {
      Problems.require(withoutToken(method), 401);
    }
    PUBLIC.forEach(
        (method, status) -> assertThat(withoutToken(method).status()).as(method).isEqualTo(status));
    // Nor does anybody learn which paths there are.
    Problems.require(client.send("GET", "/api/nothing/here", null), 401);
    Problems.require(client.get("/api/nothing/here", student), 404);
  }

  private static Answer withoutToken(String known) {
    int space = known.indexOf(' ');
    String method = known.substring(0, space);
    String path =
        known.substring(space + 1).replace("{date}", "2026-01-01").replaceAll("\\{[^}]*}", "1");
    return client.send(method, "/api" + path, method.equals("GET") ? null : "{}");
  }
}
