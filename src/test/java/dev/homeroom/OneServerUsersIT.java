package dev.homeroom;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.homeroom.testkit.Client;
import dev.homeroom.testkit.Client.Answer;
import dev.homeroom.testkit.DemoServer;
import dev.homeroom.testkit.OnDemoServer;
import dev.homeroom.testkit.Problems;
import dev.homeroom.testkit.Sql;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The life of a person over HTTP: made, let in, changed, linked, lowered, left, erased. */
@OnDemoServer
class OneServerUsersIT {
  @RegisterExtension static final DemoServer DEMO = new DemoServer();

  private static final String PATCH = "application/merge-patch+json";

  private static Client client;
  private static Sql sql;
  private static String superAdmin;
  private static String admin;
  private static String foreignAdmin;
  private static String school;

  @BeforeAll
  static void logIn() {
    client = DEMO.client();
    sql = DEMO.sql();
    superAdmin = client.login("super.admin");
    admin = client.login("school.admin");
    foreignAdmin = client.login("school.admin.2");
    school =
        sql.text(
            "select school_id from person where id = ?", Long.valueOf(DEMO.idOf("school.admin")));
  }

  private static JsonNode create(String name, String username, String role) {
    Answer made =
        client.post(
            "/api/users",
            admin,
            """
            {"name":"%s","username":"%s","roles":["%s"],"school_id":"%s"}"""
                .formatted(name, username, role, school));
    assertThat(made.status()).as(made.text()).isEqualTo(201);
    assertThat(made.header("Location")).isEqualTo("/api/users/" + made.json().path("id").asText());
    assertThat(made.header("ETag")).isEqualTo("\"v1\"");
    return made.json();
  }

  private static String givePassword(String id, String username) {
    sql.update(
        "update account set password_hash ="
            + " (select password_hash from account where username = 'teacher') where person_id = ?",
        Long.valueOf(id));
    return client.login(username);
  }

  private static Answer patch(String token, String id, String body, String... headers) {
    String[] typed = new String[headers.length + 2];
    typed[0] = "Content-Type";
    typed[1] = PATCH;
    System.arraycopy(headers, 0, typed, 2, headers.length);
    return client.send("PATCH", "/api/users/" + id, body, Client.with(token, typed));
  }

  private static Answer send(String method, String path, String token) {
    return client.send(method, path, null, Client.with(token));
  }

  @Test
  void account_withoutAPassword_isRefusedALogin_andLetInOnceThereIsOne() {
    JsonNode made = create("Nora New", "nora.new", "TEACHER");
    Problems.require(client.tryLogin("nora.new", Client.DEMO_PASSWORD), 401);
    Problems.require(client.tryLogin("nora.new", "null"), 401);
    assertThat(givePassword(made.path("id").asText(), "nora.new")).isNotEmpty();
  }

  @Test
  void person_isReadFromTheCache_withItsVersion_andChangedAtOnce() {
    String id = create("Otto Old", "otto.old", "STAFF").path("id").asText();
    String path = "/api/users/" + id;
    Answer cold = client.get(path, admin);
    assertThat(cold.header("X-Cache-Status")).as(cold.text()).isEqualTo("MISS");
    assertThat(client.get(path, admin).header("X-Cache-Status")).isEqualTo("HIT");
    assertThat(client.get(path, admin, "If-None-Match", cold.header("ETag")).status())
        .isEqualTo(304);
    Problems.require(client.get(path, foreignAdmin), 403);
    Problems.require(client.get("/api/users/999999999", foreignAdmin), 403);
    Problems.require(client.get("/api/users/999999999", superAdmin), 404);

    Answer changed = patch(admin, id, "{\"email\":\"o@example.org\"}", "If-Match", "\"v1\"");
    assertThat(changed.status()).as(changed.text()).isEqualTo(200);
    assertThat(client.get(path, admin).json().path("data").path("email").asText())
        .isEqualTo("o@example.org");
    Problems.require(patch(admin, id, "{\"email\":null}", "If-Match", "\"v1\""), 412);
    Problems.require(patch(admin, id, "{\"name\":null}"), 400);
    Problems.require(patch(admin, id, "{\"email\":\"no address\"}"), 400);
    Problems.require(patch(admin, id, "{\"id\":\"7\"}"), 400);
    Problems.require(
        client.send("PATCH", path, "{}", Client.with(admin, "Content-Type", "application/json")),
        415);
    Problems.require(patch(foreignAdmin, id, "{}"), 403);
    Answer put =
        client.put(
            path,
            admin,
            """
            {"name":"Otto New","username":"otto.old","roles":["STAFF"],"school_id":"%s"}"""
                .formatted(school));
    assertThat(put.json().path("email").isNull()).as(put.text()).isTrue();
  }

  @Test
  void list_isSortedFilteredPaged_andLoadedAnewAfterAChange() {
    create("Äbbe Zzyzx", "abbe.zzyzx", "STAFF");
    String path = "/api/users?q=zzyzx&sort=name";
    Answer cold = client.get(path, admin);
    assertThat(cold.json().path("page").path("total").asInt()).as(cold.text()).isEqualTo(1);
    assertThat(client.get(path, admin).header("X-Cache-Status")).isEqualTo("HIT");
    create("Abba Zzyzx", "abba.zzyzx", "STAFF");
    JsonNode both = client.get(path, admin).json();
    assertThat(Client.ids(both.path("data"), "name")).containsExactly("Abba Zzyzx", "Äbbe Zzyzx");
    assertThat(client.get(path, superAdmin).json().path("page").path("total").asInt()).isEqualTo(2);
    assertThat(client.get(path, foreignAdmin).json().path("page").path("total").asInt()).isZero();
    Problems.require(client.get(path + "&school=" + school, foreignAdmin), 403);
    Problems.require(client.get(path, client.login("student")), 403);
    Problems.require(client.get("/api/users?size=201", admin), 400);
  }

  @Test
  void role_takenAway_andAccountDisabled_endTheTokenAtOnce() {
    String id = create("Rita Role", "rita.role", "TEACHER").path("id").asText();
    String rita = givePassword(id, "rita.role");
    assertThat(client.get("/api/auth/me", rita).status()).isEqualTo(200);
    Problems.require(client.put("/api/users/" + id + "/roles", foreignAdmin, roles("STAFF")), 403);
    Problems.require(client.put("/api/users/" + id + "/roles", admin, roles("SUPER_ADMIN")), 403);
    assertThat(client.get("/api/auth/me", rita).status()).isEqualTo(200);

    assertThat(client.put("/api/users/" + id + "/roles", admin, roles("STAFF")).status())
        .isEqualTo(200);
    Problems.require(client.get("/api/auth/me", rita), 401);
    String again = client.login("rita.role");
    assertThat(client.get("/api/auth/me", again).json().path("roles").get(0).asText())
        .isEqualTo("STAFF");

    assertThat(patch(admin, id, "{\"state\":\"disabled\"}").status()).isEqualTo(200);
    Problems.require(client.get("/api/auth/me", again), 401);
    Problems.require(client.tryLogin("rita.role", Client.DEMO_PASSWORD), 401);
    assertThat(patch(admin, id, "{\"state\":\"active\"}").status()).isEqualTo(200);
    assertThat(client.login("rita.role")).isNotEmpty();
  }

  private static String roles(String role) {
    return "{\"roles\":[\"" + role + "\"]}";
  }

  @Test
  void lastSuperAdministrator_stays() {
    String id = DEMO.idOf("super.admin");
    JsonNode refused = Problems.require(patch(superAdmin, id, "{\"state\":\"disabled\"}"), 409);
    assertThat(refused.path("code").asText()).isEqualTo("LAST_SUPER_ADMIN");
    Problems.require(send("DELETE", "/api/users/" + id, superAdmin), 409);
    assertThat(client.get("/api/auth/me", superAdmin).status()).isEqualTo(200);
  }

  @Test
  void link_letsAParentSeeTheChild_andItsEndDoesNot() {
    String child = create("Kid Linked", "kid.linked", "STUDENT").path("id").asText();
    String parentId = create("Pa Linked", "pa.linked", "PARENT").path("id").asText();
    String parent = givePassword(parentId, "pa.linked");
    String link = "/api/parents/" + parentId + "/children/" + child;
    Problems.require(client.get("/api/users/" + child, parent), 403);
    Problems.require(send("PUT", link, foreignAdmin), 403);

    assertThat(send("PUT", link, admin).status()).isEqualTo(204);
    assertThat(send("PUT", link, admin).status()).isEqualTo(204);
    Answer seen = client.get("/api/users/" + child, parent);
    assertThat(seen.json().path("data").path("parents").get(0).asText())
        .as(seen.text())
        .isEqualTo(parentId);
    assertThat(send("DELETE", link, admin).status()).isEqualTo(204);
    assertThat(send("DELETE", link, admin).status()).isEqualTo(204);
    Problems.require(client.get("/api/users/" + child, parent), 403);
  }

  @Test
  void classLink_letsATeacherSeeTheStudent_andItsEndDoesNot() {
    String student = create("Stu Enrolled", "stu.enrolled", "STUDENT").path("id").asText();
    String teacher = client.login("teacher");
    String classId =
        sql.text(
            "select min(t.class_id) from class_teacher t join class c on c.id = t.class_id"
                + " where t.teacher_id = ?",
            Long.valueOf(DEMO.idOf("teacher")));
    String link = "/api/classes/" + classId + "/students/" + student;
    Problems.require(client.get("/api/users/" + student, teacher), 403);
    Problems.require(send("PUT", link, teacher), 403);
    Problems.require(send("PUT", link, foreignAdmin), 403);

    assertThat(send("PUT", link, admin).status()).isEqualTo(204);
    assertThat(client.get("/api/users/" + student, teacher).status()).isEqualTo(200);
    assertThat(total("/api/users?q=stu.enr&class=" + classId, teacher)).isEqualTo(1);
    Problems.require(client.put(link, admin, "{\"from\":\"2026-02-30\"}"), 400);
    Problems.require(
        client.send("PUT", link, "{}", Client.with(admin, "Content-Type", "text/plain")), 415);
    Problems.require(client.put(link, admin, "{\"since\":\"2026-02-20\"}"), 400);
    assertThat(client.put(link, admin, "{\"until\":\"2999-12-31\"}").status()).isEqualTo(204);
    assertThat(send("DELETE", link, admin).status()).isEqualTo(204);
    assertThat(total("/api/users?q=stu.enr&class=" + classId, teacher)).isZero();
  }

  private static int total(String path, String token) {
    return client.get(path, token).json().path("page").path("total").asInt();
  }

  @Test
  void student_isExported_leaves_andIsErased() {
    String id =
        sql.text(
            "select max(i.student_id) from invoice i where i.school_id = ?", Long.valueOf(school));
    String path = "/api/users/" + id;
    Problems.require(client.get(path + "/export", foreignAdmin), 403);
    Problems.require(client.get(path + "/export", client.login("teacher")), 403);
    Problems.require(client.get(path + "/export?from=x", admin), 400);
    Answer export = client.get(path + "/export", admin);
    assertThat(export.status()).as(export.text()).isEqualTo(200);
    assertThat(export.json().path("attendance").size()).isPositive();
    assertThat(export.json().path("invoices").size()).isPositive();
    assertThat(export.header("X-Cache-Status")).isEqualTo("BYPASS");

    assertThat(send("DELETE", path, admin).status()).isEqualTo(204);
    assertThat(client.get(path, admin).json().path("data").path("state").asText())
        .isEqualTo("left");
    Problems.require(send("POST", path + "/erase", foreignAdmin), 403);
    assertThat(send("POST", path + "/erase", admin).status()).isEqualTo(204);
    assertThat(client.get(path, admin).json().path("data").path("name").asText())
        .isEqualTo("Erased person");
    Problems.require(patch(admin, id, "{\"name\":\"Back\"}"), 409);

    String fresh = create("Del Eted", "del.eted", "STUDENT").path("id").asText();
    assertThat(client.get("/api/users/" + fresh, admin).status()).isEqualTo(200);
    assertThat(send("DELETE", "/api/users/" + fresh, admin).status()).isEqualTo(204);
    Problems.require(client.get("/api/users/" + fresh, superAdmin), 404);
    Problems.require(client.get("/api/users/" + fresh, admin), 403);
  }

  @Test
  void badInput_is400_andNamesTheField() {
    for (String[] bad :
        new String[][] {
          {"{}", "name"},
          {"{\"name\":\"\",\"roles\":[\"STAFF\"]}", "name"},
          {"{\"name\":\"A\\u0000\",\"roles\":[\"STAFF\"]}", "name"},
          {"{\"name\":\"A\",\"roles\":[]}", "roles"},
          {"{\"name\":\"A\",\"roles\":[null]}", "roles[0]"},
          {"{\"name\":\"A\",\"roles\":[\"STAFF\"],\"username\":\"a b\"}", "username"},
          {"{\"name\":\"A\",\"roles\":[\"STAFF\"],\"state\":\"left\"}", "state"},
          {"{\"name\":\"A\",\"roles\":[\"STAFF\"],\"email\":\"x\"}", "email"},
          {"{\"name\":\"A\",\"roles\":[\"STAFF\"],\"active\":true}", "active"}
        }) {
      JsonNode refused = Problems.require(client.post("/api/users", superAdmin, bad[0]), 400);
      assertThat(Client.ids(refused.path("errors"), "field")).as(bad[0]).contains(bad[1]);
    }
  }
}
