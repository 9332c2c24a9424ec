package dev.homeroom;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.homeroom.testkit.Client;
import dev.homeroom.testkit.Client.Answer;
import dev.homeroom.testkit.DemoServer;
import dev.homeroom.testkit.OnDemoServer;
import dev.homeroom.testkit.Problems;
import java.sql.Connection;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Passwords and one-time codes over HTTP, of people of a school of this test's own. */
@OnDemoServer
class OneServerPasswordsIT {
  @RegisterExtension static final DemoServer DEMO = new DemoServer();

  private static final String PASSWORD = "seven geese cross the canal";
  private static final String OTHER = "nine herons leave the lake";

  private static Client client;
  private static String superAdmin;
  private static String school;

  @BeforeAll
  static void makeSchool() {
    client = DEMO.client();
    superAdmin = client.login("super.admin");
    school =
        made(
            "/api/schools",
            "{\"name\":\"Password School\",\"time_zone\":\"UTC\",\"pass_mark\":50,"
                + "\"currency\":\"EUR\",\"plan\":\"full\",\"seats\":50,"
                + "\"subscribed_until\":\"2990-01-01\"}");
  }

  private static String made(String path, String body) {
    Answer answer = client.post(path, superAdmin, body);
    assertThat(answer.status()).as(answer.text()).isEqualTo(201);
    return answer.json().path("id").asText();
  }

  private static String person(String username, String role) {
    return made(
        "/api/users",
        "{\"name\":\"Pia %s\",\"username\":%s,\"roles\":[\"%s\"],\"school_id\":\"%s\"}"
            .formatted(role, username == null ? "null" : '"' + username + '"', role, school));
  }

  private static String invite(String id) {
    Answer answer = client.post("/api/users/" + id + "/invite", superAdmin, null);
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    assertThat(answer.header("Cache-Control")).contains("no-store");
    return answer.json().path("code").asText();
  }

  private static String token(Answer answer) {
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    assertThat(answer.json().path("token_type").asText()).isEqualTo("Bearer");
    return answer.json().path("access_token").asText();
  }

  private static void requireMe(String token, int status) {
    assertThat(client.get("/api/auth/me", token).status()).isEqualTo(status);
  }

  @Test
  void code_letsAPersonIn_once_andSetsThePasswordOfItsLogins() {
    String code = invite(person("pia.first", "TEACHER"));
    Problems.requireField(client.redeem("pia.first", code, "too short"), "password", "size");
    Problems.requireField(
        client.redeem("pia.first", code, "password school 2026"), "password", "common");
    Problems.requireField(
        client.redeem("pia.first", code, "Password School no 1"), "password", "school_word");
    Problems.requireField(
        client.redeem("pia.first", code, "pia.first pia.first"), "password", "school_word");

    String first = token(client.redeem("pia.first", code, PASSWORD));

    requireMe(first, 200);
    JsonNode used = Problems.require(client.redeem("pia.first", code, OTHER), 401);
    JsonNode unknown = Problems.require(client.redeem("pia.nobody", code, OTHER), 401);
    assertThat(used.path("detail")).isEqualTo(unknown.path("detail"));
    requireMe(token(client.tryLogin("pia.first", PASSWORD)), 200);
    requireMe(first, 200);
  }

  @Test
  void change_endsAllTokensFromBefore_andAnswersOneThatWorks() {
    String id = person("pia.second", "STAFF");
    String first = token(client.redeem("pia.second", invite(id), "cafe\u0301 in the evening"));
    String second = token(client.tryLogin("pia.second", "caf\u00e9 in the evening"));
    String code = invite(id);
    Problems.requireField(client.changePassword(first, OTHER, PASSWORD), "current", "wrong");
    Problems.requireField(
        client.changePassword(first, "caf\u00e9 in the evening", "qwertyuiopasdfgh"),
        "new",
        "common");
    Problems.requireField(client.put("/api/auth/password", first, "{}"), "current", "required");
    Problems.requireField(
        client.put("/api/auth/password", first, "{\"current\":\"x\"}"), "new", "required");
    Problems.requireField(
        client.put("/api/auth/password", first, "{\"current\":\"x\",\"next\":\"y\"}"),
        "next",
        "unknown");
    requireMe(first, 200);

    Answer changed = client.changePassword(first, "cafe\u0301 in the evening", PASSWORD);

    requireMe(token(changed), 200);
    requireMe(first, 401);
    requireMe(second, 401);
    Problems.require(client.tryLogin("pia.second", "caf\u00e9 in the evening"), 401);
    Problems.require(client.redeem("pia.second", code, OTHER), 401);
    requireMe(token(client.tryLogin("pia.second", PASSWORD)), 200);
  }

  @Test
  void oddPasswords_areTakenAsTyped() {
    String id = person("pia.odd", "STAFF");
    for (String odd :
        List.of(
            " leading space and a \u0000 nul",
            "🦊🐢🐙🦉🐝🦔🐞🦋🐌🐛🦗🕷🦂🐠🐡",
            "x7".repeat(64),
            "x7".repeat(512))) {
      token(client.redeem("pia.odd", invite(id), odd));
      token(client.tryLogin("pia.odd", odd));
    }
    Problems.require(client.tryLogin("pia.odd", "x7".repeat(511) + "x8"), 401);
    Problems.requireField(client.redeem("pia.odd", "00000", "x7".repeat(513)), "password", "size");
  }

  @Test
  void codesOfASchool_areGivenToPeopleWithoutAPassword_oncePerPerson() {
    String own =
        made(
            "/api/schools",
            "{\"name\":\"Invited School\",\"time_zone\":\"UTC\",\"pass_mark\":50,"
                + "\"currency\":\"EUR\",\"plan\":\"full\",\"seats\":50,"
                + "\"subscribed_until\":\"2990-01-01\"}");
    for (String name : List.of("ina.one", "ina.two", "ina.three")) {
      made(
          "/api/users",
          "{\"name\":\"%s\",\"username\":\"%s\",\"roles\":[\"STUDENT\"],\"school_id\":\"%s\"}"
              .formatted(name, name, own));
    }
    String path = "/api/schools/" + own + "/invites";

    Answer answer = client.post(path, superAdmin, "{}");

    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    assertThat(Client.ids(answer.json().path("invites"), "username"))
        .containsExactly("ina.one", "ina.three", "ina.two");
    assertThat(answer.json().path("cut").asBoolean(true)).isFalse();
    assertThat(client.post(path, superAdmin, "{}").json().path("invites")).isEmpty();
    String code = answer.json().path("invites").path(0).path("code").asText();
    token(client.redeem("ina.one", code, PASSWORD));
    Answer renewed = client.post(path, superAdmin, "{\"renew\":true}");
    assertThat(Client.ids(renewed.json().path("invites"), "username"))
        .containsExactlyInAnyOrder("ina.two", "ina.three");
    String old = answer.json().path("invites").path(1).path("code").asText();
    Problems.require(client.redeem("ina.three", old, PASSWORD), 401);
    Problems.requireField(
        client.post(path, superAdmin, "{\"class_id\":\"1\"}"), "class_id", "exists");
    Problems.require(client.post(path, client.login("school.admin"), "{}"), 403);
  }

  @Test
  void code_endsWhenTheAccountIsDisabled_andIsNotGivenToIt() {
    String id = person("pia.disabled", "STAFF");
    String code = invite(id);
    state(id, "disabled");
    Problems.require(client.redeem("pia.disabled", code, PASSWORD), 401);
    Problems.require(client.post("/api/users/" + id + "/invite", superAdmin, null), 409);
    state(id, "active");
    Problems.require(client.redeem("pia.disabled", code, PASSWORD), 401);
    token(client.redeem("pia.disabled", invite(id), PASSWORD));
  }

  private static void state(String id, String state) {
    Answer answer =
        client.send(
            "PATCH",
            "/api/users/" + id,
            "{\"state\":\"" + state + "\"}",
            Client.with(superAdmin, "Content-Type", "application/merge-patch+json"));
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
  }

  @Test
  void invite_withoutAUserName_is409_andOutOfReach403() {
    String id = person(null, "STUDENT");
    JsonNode problem =
        Problems.require(client.post("/api/users/" + id + "/invite", superAdmin, null), 409);
    assertThat(problem.path("detail").asText()).contains("user name");
    for (String login : List.of("school.admin", "teacher", "student")) {
      Problems.require(client.post("/api/users/" + id + "/invite", client.login(login), null), 403);
    }
  }

  /** The wait for the lock ends before a request has to; nothing is half-done. */
  @Test
  void changeAndCode_whileAnotherTransactionHoldsTheAccount_areToTryAgain() throws Exception {
    String id = person("pia.held", "STAFF");
    String token = token(client.redeem("pia.held", invite(id), PASSWORD));
    String code = invite(id);
    try (Connection holder = DEMO.sql().connect();
        Statement statement = holder.createStatement()) {
      holder.setAutoCommit(false);
      statement.execute("update account set state = state where username = 'pia.held'");

      Problems.require(client.changePassword(token, PASSWORD, OTHER), 503);
      Problems.require(client.redeem("pia.held", code, OTHER), 503);

      holder.rollback();
    }
    requireMe(token, 200);
    requireMe(token(client.tryLogin("pia.held", PASSWORD)), 200);
    requireMe(token(client.redeem("pia.held", code, OTHER)), 200);
  }
}
