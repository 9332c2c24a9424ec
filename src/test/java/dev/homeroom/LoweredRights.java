package dev.homeroom;

import static org.assertj.core.api.Assertions.assertThat;

import dev.homeroom.testkit.Client;
import dev.homeroom.testkit.Client.Answer;
import dev.homeroom.testkit.Promised;
import dev.homeroom.testkit.Sql;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.function.Executable;

/**
 * Rights that are lowered through the first of two servers: what was allowed, and warm, on both is
 * refused there at once and on the other in time, and others go on.
 */
final class LoweredRights {
  private static final String PATCH = "application/merge-patch+json";
  private static final String NEW_PASSWORD = "seven geese cross the canal";

  private final Client one;
  private final Client two;
  private final Sql sql;
  private final Duration longest;
  private final String superAdmin;
  private final String head;
  private final String otherHead;
  private final String school;
  private final String otherSchool;
  private final String firstClass;
  private final String secondClass;

  /**
   * Begins with two servers of one demo.
   *
   * @param promised until the second one refuses
   */
  LoweredRights(Client one, Client two, Sql sql, Duration promised) {
    this.one = one;
    this.two = two;
    this.sql = sql;
    this.longest = Promised.within(promised);
    superAdmin = one.login("super.admin");
    head = one.login("school.admin.2");
    otherHead = one.login("school.admin.3");
    school = schoolOf("school.admin.2");
    otherSchool = schoolOf("school.admin.3");
    String classes =
        "(t.class_id) from class_teacher t join account a on a.person_id = t.teacher_id"
            + " where a.username = 'teacher.2'";
    firstClass = sql.text("select min" + classes);
    secondClass = sql.text("select max" + classes);
  }

  private String schoolOf(String username) {
    return sql.text(
        "select p.school_id from person p join account a on a.person_id = p.id"
            + " where a.username = ?",
        username);
  }

  /** A person who is logged in. */
  record Person(String id, String username, String token) {}

  /** A path that a person may read, and what the answer must have. */
  private record Kept(String token, String path, String text) {}

  Stream<DynamicTest> cases() {
    return Stream.of(
        test("a custom role is lowered", this::roleLowered),
        test("a role is taken away, and deleted", this::roleTaken),
        test("a parent's link ends", this::parentUnlinked),
        test("a teacher's link ends", this::teacherUnlinked),
        test("a student moves to another class", this::studentMoved),
        test("an account is disabled", this::disabled),
        test("a person is removed", this::removed),
        test("a person moves to another school", this::schoolChanged),
        test("a password is changed", this::passwordChanged),
        test("a one-time code is used", this::codeUsed));
  }

  private static DynamicTest test(String name, Executable work) {
    return DynamicTest.dynamicTest(name, work);
  }

  private void roleLowered() {
    role("low_desk", "\"users:read\",\"dashboards:read\"");
    role("low_side", "\"users:read\"");
    Person desk = person("low.desk", "low_desk");
    Person side = person("low.side", "low_side");
    String users = "/api/users?q=low.side&school=" + school;
    String dashboard = "/api/dashboards/school-admin/" + school;
    lowered(
        desk.token(),
        401,
        List.of(users, dashboard, "/api/users/" + side.id()),
        () -> one.put("/api/roles/low_desk", superAdmin, permissions("\"dashboards:read\"")),
        List.of(new Kept(side.token(), users, "low.side"), new Kept(head, dashboard, school)));
    String again = two.login("low.desk");
    for (Client client : List.of(one, two)) {
      require(client.get(users, again), 403);
      require(client.get("/api/users/" + side.id(), again), 403);
      require(client.get(dashboard, again), 200);
    }
  }

  private void roleTaken() {
    role("low_extra", "\"users:read\"");
    Person person = person("low.extra", "STAFF", "low_extra");
    String users = "/api/users?school=" + school;
    assertThat(one.send("DELETE", "/api/roles/low_extra", null, Client.with(superAdmin)).status())
        .as("deleted while somebody has it")
        .isEqualTo(409);
    lowered(
        person.token(),
        401,
        List.of(users, "/api/dashboards/me"),
        () -> one.put("/api/users/" + person.id() + "/roles", head, "{\"roles\":[\"STAFF\"]}"),
        List.of(new Kept(head, "/api/users/" + person.id(), "\"STAFF\"")));
    String again = two.login("low.extra");
    for (Client client : List.of(one, two)) {
      require(client.get(users, again), 403);
      require(client.get("/api/dashboards/me", again), 200);
    }
    lowered(
        superAdmin,
        404,
        List.of("/api/roles/low_extra"),
        () -> one.send("DELETE", "/api/roles/low_extra", null, Client.with(superAdmin)),
        List.of(new Kept(superAdmin, "/api/roles", "\"STAFF\"")));
    assertThat(two.get("/api/roles?q=low_extra", superAdmin).text()).doesNotContain("low_extra");
    String roles = "/api/users/" + person.id() + "/roles";
    require(two.put(roles, superAdmin, "{\"roles\":[\"STAFF\",\"low_extra\"]}"), 400);
  }

  private void parentUnlinked() {
    Person child = person("low.child", "STUDENT");
    Person parent = person("low.parent", "PARENT");
    Person other = person("low.parent2", "PARENT");
    for (Person each : List.of(parent, other)) {
      done(send("PUT", link(each, child), head));
    }
    String dashboard = "/api/dashboards/student/" + child.id();
    String user = "/api/users/" + child.id();
    lowered(
        parent.token(),
        403,
        List.of(dashboard, user),
        () -> send("DELETE", link(parent, child), head),
        List.of(
            new Kept(other.token(), dashboard, child.id()),
            new Kept(other.token(), "/api/dashboards/me", child.id()),
            new Kept(child.token(), "/api/dashboards/me", child.id())));
    for (Client client : List.of(one, two)) {
      Answer own = client.get("/api/dashboards/me", parent.token());
      require(own, 200);
      assertThat(own.text()).doesNotContain("\"" + child.id() + "\"");
    }
  }

  private static String link(Person parent, Person child) {
    return "/api/parents/" + parent.id() + "/children/" + child.id();
  }

  private void teacherUnlinked() {
    Person student = person("low.pupil", "STUDENT");
    Person teacher = person("low.teacher", "TEACHER");
    Person colleague = person("low.teacher2", "TEACHER");
    done(send("PUT", in(firstClass, "students", student), head));
    done(send("PUT", in(firstClass, "teachers", teacher), head));
    done(send("PUT", in(firstClass, "teachers", colleague), head));
    String dashboard = "/api/dashboards/student/" + student.id();
    String list = "/api/users?class=" + firstClass + "&q=low.pupil";
    lowered(
        teacher.token(),
        403,
        List.of(dashboard, list, "/api/users/" + student.id()),
        () -> send("DELETE", in(firstClass, "teachers", teacher), head),
        List.of(
            new Kept(colleague.token(), dashboard, student.id()),
            new Kept(colleague.token(), list, "low.pupil"),
            new Kept(teacher.token(), "/api/dashboards/me", teacher.id())));
  }

  private static String in(String classId, String kind, Person person) {
    return "/api/classes/" + classId + "/" + kind + "/" + person.id();
  }

  private void studentMoved() {
    Person student = person("low.mover", "STUDENT");
    Person before = person("low.before", "TEACHER");
    Person after = person("low.after", "TEACHER");
    done(send("PUT", in(firstClass, "students", student), head));
    done(send("PUT", in(firstClass, "teachers", before), head));
    done(send("PUT", in(secondClass, "teachers", after), head));
    String dashboard = "/api/dashboards/student/" + student.id();
    for (Client client : List.of(one, two)) {
      require(client.get(dashboard, after.token()), 403);
    }
    lowered(
        before.token(),
        403,
        List.of(dashboard, "/api/users/" + student.id()),
        () -> {
          done(send("PUT", in(secondClass, "students", student), head));
          return send("DELETE", in(firstClass, "students", student), head);
        },
        List.of(
            new Kept(student.token(), dashboard, student.id()),
            new Kept(head, dashboard, student.id())));
    for (Client client : List.of(one, two)) {
      require(client.get(dashboard, after.token()), 200);
    }
  }

  private void disabled() {
    Person gone = person("low.gone", "STAFF");
    Person stays = person("low.stays", "STAFF");
    String user = "/api/users/" + gone.id();
    lowered(
        gone.token(),
        401,
        List.of("/api/dashboards/me", "/api/auth/me"),
        () -> patch(user, "{\"state\":\"disabled\"}"),
        List.of(
            new Kept(stays.token(), "/api/dashboards/me", stays.id()),
            new Kept(head, user, "\"disabled\"")));
    for (Client client : List.of(one, two)) {
      require(client.tryLogin("low.gone", Client.DEMO_PASSWORD), 401);
    }
  }

  private void removed() {
    Person gone = person("low.removed", "TEACHER");
    String user = "/api/users/" + gone.id();
    lowered(
        gone.token(),
        401,
        List.of("/api/dashboards/me", "/api/auth/me"),
        () -> send("DELETE", user, head),
        List.of(new Kept(head, "/api/users?school=" + school, "\"total\"")));
    for (Client client : List.of(one, two)) {
      require(client.get(user, head), 403);
      require(client.get(user, superAdmin), 404);
    }
  }

  private void schoolChanged() {
    Person moves = person("low.moves", "STAFF");
    String user = "/api/users/" + moves.id();
    String dashboard = "/api/dashboards/staff/" + moves.id();
    String own = "/api/schools/" + school;
    for (Client client : List.of(one, two)) {
      require(warm(client, user, head), 200);
      require(warm(client, dashboard, head), 200);
      require(client.get(user, otherHead), 403);
    }
    lowered(
        moves.token(),
        401,
        List.of("/api/dashboards/me", own),
        () ->
            one.put(
                user,
                superAdmin,
                """
                {"name":"low.moves","username":"low.moves","roles":["STAFF"],"school_id":"%s"}"""
                    .formatted(otherSchool)),
        List.of(new Kept(head, own, school), new Kept(otherHead, user, otherSchool)));
    String again = two.login("low.moves");
    for (Client client : List.of(one, two)) {
      require(client.get(user, head), 403);
      require(client.get(dashboard, head), 403);
      require(client.get(dashboard, otherHead), 200);
      require(client.get(own, again), 403);
      require(client.get("/api/schools/" + otherSchool, again), 200);
    }
  }

  private void passwordChanged() {
    Person person = person("low.password", "STAFF");
    newTokens(person, () -> one.changePassword(person.token(), Client.DEMO_PASSWORD, NEW_PASSWORD));
  }

  private void codeUsed() {
    Person person = person("low.code", "STAFF");
    Answer invited = one.post("/api/users/" + person.id() + "/invite", head, null);
    done(invited);
    String code = invited.json().path("code").asText();
    newTokens(person, () -> one.redeem(person.username(), code, NEW_PASSWORD));
  }

  /** The tokens of the answer work at once on both servers, those from before on none. */
  private void newTokens(Person person, Change change) {
    Person stays = person(person.username() + ".stays", "STAFF");
    List<String> answered = new ArrayList<>();
    lowered(
        person.token(),
        401,
        List.of("/api/dashboards/me", "/api/auth/me"),
        () -> {
          Answer answer = change.done();
          answered.add(answer.json().path("access_token").asText());
          require(two.get("/api/auth/me", answered.get(0)), 200);
          return answer;
        },
        List.of(new Kept(stays.token(), "/api/dashboards/me", stays.id())));
    for (Client client : List.of(one, two)) {
      require(client.get("/api/auth/me", answered.get(0)), 200);
      require(client.tryLogin(person.username(), Client.DEMO_PASSWORD), 401);
      require(client.tryLogin(person.username(), NEW_PASSWORD), 200);
    }
  }

  /** What is done through the first server. */
  @FunctionalInterface
  private interface Change {
    Answer done();
  }

  private void lowered(
      String token, int status, List<String> paths, Change change, List<Kept> kept) {
    for (Client client : List.of(one, two)) {
      for (String path : paths) {
        require(warm(client, path, token), 200);
      }
    }
    done(change.done());
    long committed = System.nanoTime();
    for (String path : paths) {
      require(one.get(path, token), status);
    }
    Answer first = two.get(paths.get(0), token);
    while (first.status() != status) {
      assertThat(System.nanoTime() - committed)
          .as("the other server answers %s", first.status())
          .isLessThan(longest.toNanos());
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
      first = two.get(paths.get(0), token);
    }
    for (String path : paths) {
      require(two.get(path, token), status);
    }
    for (Kept each : kept) {
      for (Client client : List.of(one, two)) {
        Answer answer = client.get(each.path(), each.token());
        require(answer, 200);
        assertThat(answer.text()).as(each.path()).contains(each.text());
      }
    }
  }

  /** Returns the second answer in a row: a hit, if it is of the cache. */
  private static Answer warm(Client client, String path, String token) {
    long end = System.nanoTime() + Promised.NEVER.toNanos();
    Answer answer = client.get(path, token);
    while (answer.header("X-Cache-Status").equals("MISS")) {
      assertThat(System.nanoTime()).as("a hit").isLessThan(end);
      answer = client.get(path, token);
    }
    return answer;
  }

  /** Makes a person of the school, who can log in, and logs in. */
  Person person(String username, String... roles) {
    List<String> quoted = new ArrayList<>();
    Stream.of(roles).forEach(role -> quoted.add("\"" + role + "\""));
    Answer made =
        one.post(
            "/api/users",
            superAdmin,
            """
            {"name":"%s","username":"%s","roles":[%s],"school_id":"%s"}"""
                .formatted(username, username, String.join(",", quoted), school));
    require(made, 201);
    String id = made.json().path("id").asText();
    sql.update(
        "update account set password_hash ="
            + " (select password_hash from account where username = 'teacher') where person_id = ?",
        Long.valueOf(id));
    return new Person(id, username, one.login(username));
  }

  private void role(String name, String permissions) {
    require(
        one.post(
            "/api/roles",
            superAdmin,
            "{\"name\":\"" + name + "\"," + permissions(permissions).substring(1)),
        201);
  }

  private static String permissions(String quoted) {
    return "{\"permissions\":[" + quoted + "]}";
  }

  private Answer send(String method, String path, String token) {
    return one.send(method, path, null, Client.with(token));
  }

  private Answer patch(String path, String body) {
    return one.send("PATCH", path, body, Client.with(head, "Content-Type", PATCH));
  }

  private static void done(Answer answer) {
    assertThat(answer.status()).as(answer.text()).isBetween(200, 204);
  }

  private static void require(Answer answer, int status) {
    assertThat(answer.status()).as("%s: %s", answer.http().uri(), answer.text()).isEqualTo(status);
  }

  String school() {
    return school;
  }
}
