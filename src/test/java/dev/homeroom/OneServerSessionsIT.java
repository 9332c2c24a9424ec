package dev.homeroom;

import static org.assertj.core.api.Assertions.assertThat;

import dev.homeroom.access.FreshLogin;
import dev.homeroom.testkit.Client;
import dev.homeroom.testkit.Client.Answer;
import dev.homeroom.testkit.DemoServer;
import dev.homeroom.testkit.DeployedEndpoints;
import dev.homeroom.testkit.OnDemoServer;
import dev.homeroom.testkit.Problems;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Sessions over HTTP, of a program: its refresh token is in bodies. */
@OnDemoServer
class OneServerSessionsIT {
  @RegisterExtension static final DemoServer DEMO = new DemoServer();

  private static final String NAME = "staff.3";

  private static Client client;

  @BeforeAll
  static void find() {
    client = DEMO.client();
  }

  private static Answer login() {
    Answer answer = client.tryLogin(NAME, Client.DEMO_PASSWORD);
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    return answer;
  }

  private static String access(Answer answer) {
    return answer.json().path("access_token").asText();
  }

  private static String refreshToken(Answer answer) {
    return answer.json().path("refresh_token").asText();
  }

  private static Answer refresh(String token) {
    return client.send("POST", "/api/auth/refresh", "{\"refresh_token\":\"" + token + "\"}");
  }

  private static int me(String accessToken) {
    return client.get("/api/auth/me", accessToken).status();
  }

  @Test
  void refresh_givesNewTokens_andTheLostAnswerAgain() {
    Answer login = login();
    Answer first = refresh(refreshToken(login));
    Answer again = refresh(refreshToken(login));

    assertThat(first.status()).as(first.text()).isEqualTo(200);
    assertThat(first.header("Cache-Control")).contains("no-store");
    assertThat(first.header("Set-Cookie")).isEmpty();
    assertThat(refreshToken(first)).isNotEqualTo(refreshToken(login));
    assertThat(refreshToken(again)).isEqualTo(refreshToken(first));
    for (Answer answer : List.of(login, first, again)) {
      assertThat(me(access(answer))).isEqualTo(200);
      assertThat(answer.json().path("expires_in").asInt()).isEqualTo(900);
    }
  }

  @Test
  void refusals_areAlike_andSetNoCookie() {
    Answer unknown = refresh("A".repeat(22) + "." + "B".repeat(43));
    for (Answer answer : List.of(unknown, refresh("x"), refresh(""))) {
      Problems.require(answer, 401);
      assertThat(answer.json().path("detail")).isEqualTo(unknown.json().path("detail"));
      assertThat(answer.header("Set-Cookie")).isEmpty();
    }
    Problems.require(refresh("x".repeat(201)), 400);
    Problems.require(client.send("POST", "/api/auth/refresh", "{\"refresh_token\":7}"), 400);
    Problems.require(client.send("POST", "/api/auth/refresh", "{\"token\":\"x\"}"), 400);
    Problems.require(client.send("POST", "/api/auth/refresh", "{}"), 401);
  }

  @Test
  void logout_endsTheSession_andLeavesAnother() {
    Answer login = login();
    Answer next = refresh(refreshToken(login));
    Answer other = login();

    assertThat(client.post("/api/auth/logout", access(login), "").status()).isEqualTo(204);

    assertThat(me(access(login))).isEqualTo(401);
    assertThat(me(access(next))).as("given by the same session").isEqualTo(401);
    Problems.require(refresh(refreshToken(next)), 401);
    assertThat(me(access(other))).isEqualTo(200);
    assertThat(refresh(refreshToken(other)).status()).isEqualTo(200);
  }

  @Test
  void logoutEverywhere_endsAllSessions_andALoginAfterwardsWorks() {
    Answer one = login();
    Answer two = login();

    String admin = client.login("super.admin");
    long recorded = recorded(admin, "logout.everywhere");
    Answer answer = client.post("/api/auth/logout-everywhere", access(one), "");

    assertThat(answer.status()).isEqualTo(204);
    assertThat(recorded(admin, "logout.everywhere")).isEqualTo(recorded + 1);
    for (Answer each : List.of(one, two)) {
      assertThat(me(access(each))).isEqualTo(401);
      Problems.require(refresh(refreshToken(each)), 401);
    }
    assertThat(me(access(login()))).isEqualTo(200);
  }

  @Test
  void cutOff_ofAPerson_refusesTheTokensOfBefore() {
    Answer before = login();
    String admin = client.login("super.admin");
    String body = "{\"scope\":\"user\",\"id\":\"" + DEMO.idOf(NAME) + "\"}";

    long recorded = recorded(admin, "cutoff.raised");
    assertThat(client.post("/api/auth/cutoffs", admin, body).status()).isEqualTo(204);

    assertThat(recorded(admin, "cutoff.raised")).isEqualTo(recorded + 1);
    assertThat(me(access(before))).isEqualTo(401);
    Problems.require(refresh(refreshToken(before)), 401);
    assertThat(me(access(login()))).isEqualTo(200);
    assertThat(me(admin)).isEqualTo(200);
  }

  private static long recorded(String admin, String action) {
    Answer answer = client.get("/api/audit?action=" + action, admin);
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    return answer.json().path("page").path("total").asLong();
  }

  @Test
  void cutOff_badRequests_changeNothing() {
    Answer login = login();
    String admin = client.login("super.admin");
    for (String body :
        List.of(
            "{}",
            "{\"scope\":\"user\"}",
            "{\"scope\":\"everyone\",\"id\":\"1\"}",
            "{\"scope\":\"district\"}",
            "{\"scope\":\"school\",\"id\":\"\"}")) {
      Problems.require(client.post("/api/auth/cutoffs", admin, body), 400);
    }
    for (String body :
        List.of(
            "{\"scope\":\"user\",\"id\":\"999999999\"}",
            "{\"scope\":\"role\",\"id\":\"NOBODY\"}",
            "{\"scope\":\"school\",\"id\":\"1:2\"}")) {
      Problems.require(client.post("/api/auth/cutoffs", admin, body), 404);
    }
    assertThat(me(access(login))).isEqualTo(200);
  }

  /** A refresh is no login: the time of the password stays in the session. */
  @Test
  void dangerousAction_longAfterTheLogin_wantsAnotherLogin() {
    Answer login = client.tryLogin("super.admin", Client.DEMO_PASSWORD);
    Answer other = client.tryLogin("super.admin", Client.DEMO_PASSWORD);
    DEMO.sql()
        .update(
            "update login_session set logged_in_at = logged_in_at - interval '6' minute"
                + " where person_id = "
                + DEMO.idOf("super.admin"));
    String old = access(refresh(refreshToken(login)));
    String body = "{\"scope\":\"user\",\"id\":\"" + DEMO.idOf(NAME) + "\"}";

    for (String endpoint : DeployedEndpoints.methods(FreshLogin.class).keySet()) {
      Answer refused = harmless(endpoint, old);
      Problems.require(refused, 403);
      assertThat(refused.json().path("code").asText()).as(endpoint).isEqualTo("LOGIN_REQUIRED");
      assertThat(refused.header("WWW-Authenticate"))
          .isEqualTo("Bearer error=\"insufficient_user_authentication\", max_age=\"300\"");
      assertThat(harmless(endpoint, access(other)).status()).as(endpoint).isIn(400, 404);
    }
    Problems.require(client.post("/api/auth/cutoffs", old, body), 403);
    assertThat(me(old)).isEqualTo(200);
    assertThat(client.post("/api/auth/cutoffs", access(other), body).status()).isEqualTo(204);
  }

  /** Asks for what is not there, with a body that is refused: nothing happens to anybody. */
  private static Answer harmless(String endpoint, String token) {
    String[] parts = endpoint.split(" ", 2);
    String path = "/api" + parts[1].replace("{id}", "999999999");
    String body = parts[0].equals("GET") ? null : "{\"withdraw\":\"nosuchkey\"}";
    return client.send(parts[0], path, body, Client.with(token));
  }
}
