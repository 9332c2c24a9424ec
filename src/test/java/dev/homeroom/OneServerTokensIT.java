package dev.homeroom;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.homeroom.testkit.Client;
import dev.homeroom.testkit.Client.Answer;
import dev.homeroom.testkit.DemoServer;
import dev.homeroom.testkit.OnDemoServer;
import dev.homeroom.testkit.Problems;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Tokens that administrators judge (RFC 7662) and revoke (RFC 7009). */
@OnDemoServer
class OneServerTokensIT {
  @RegisterExtension static final DemoServer DEMO = new DemoServer();

  private static final String INACTIVE = "{\"active\":false}";

  private static Client client;
  private static String superAdmin;
  private static String head;
  private static String otherHead;

  @BeforeAll
  static void login() {
    client = DEMO.client();
    superAdmin = client.login("super.admin");
    head = client.login("school.admin");
    otherHead = client.login("school.admin.2");
  }

  private static Answer form(String path, String caller, String token) {
    String body =
        "token_type_hint=access_token&token=" + URLEncoder.encode(token, StandardCharsets.UTF_8);
    return send(path, caller, body);
  }

  private static Answer send(String path, String caller, String body) {
    return client.send(
        "POST",
        path,
        body,
        Client.with(caller, "Content-Type", "application/x-www-form-urlencoded"));
  }

  private static Answer introspected(String caller, String token) {
    Answer answer = form("/api/auth/introspect", caller, token);
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    assertThat(answer.header("Cache-Control")).contains("no-store");
    return answer;
  }

  private static Answer tokens() {
    Answer answer = client.tryLogin("student", Client.DEMO_PASSWORD);
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    return answer;
  }

  private static String access(Answer answer) {
    return answer.json().path("access_token").asText();
  }

  private static String refresh(Answer answer) {
    return answer.json().path("refresh_token").asText();
  }

  @Test
  void introspected_liveToken_isDescribed_toThoseWhoReachItsPerson() {
    Answer login = tokens();
    for (String caller : List.of(superAdmin, head)) {
      JsonNode told = introspected(caller, access(login)).json();
      assertThat(told.path("active").asBoolean()).isTrue();
      assertThat(told.path("token_type").asText()).isEqualTo("Bearer");
      assertThat(told.path("sub").asText()).isEqualTo(DEMO.idOf("student"));
      assertThat(told.path("groups").toString()).isEqualTo("[\"STUDENT\"]");
      assertThat(told.path("exp").asLong() - told.path("iat").asLong()).isEqualTo(900);
      JsonNode kept = introspected(caller, refresh(login)).json();
      assertThat(kept.path("token_type").asText()).isEqualTo("refresh_token");
      assertThat(kept.path("sid")).isEqualTo(told.path("sid"));
    }
  }

  @Test
  void introspected_unknownRevokedForeignAndEnded_lookAlike() {
    Answer login = tokens();
    Answer gone = tokens();
    assertThat(client.post("/api/auth/logout", access(gone), "").status()).isEqualTo(204);
    for (String token :
        List.of(
            "x", "ab.cd.ef", access(gone), refresh(gone), "A".repeat(22) + "." + "B".repeat(43))) {
      assertThat(introspected(superAdmin, token).text()).isEqualTo(INACTIVE);
    }
    for (String token : List.of(access(login), refresh(login), superAdmin)) {
      assertThat(introspected(otherHead, token).text()).isEqualTo(INACTIVE);
    }
  }

  @Test
  void revoked_byAnAdministrator_endsTheSession_whicheverTokenIsNamed() {
    for (boolean byAccess : List.of(true, false)) {
      Answer login = tokens();
      String named = byAccess ? access(login) : refresh(login);
      assertThat(form("/api/auth/revoke", otherHead, named).status()).isEqualTo(200);
      assertThat(client.get("/api/auth/me", access(login)).status())
          .as("out of another school's reach")
          .isEqualTo(200);

      Answer answer = form("/api/auth/revoke", head, named);

      assertThat(answer.status()).as(answer.text()).isEqualTo(200);
      assertThat(answer.text()).isEmpty();
      Problems.require(client.get("/api/auth/me", access(login)), 401);
      String body = "{\"refresh_token\":\"" + refresh(login) + "\"}";
      Problems.require(client.send("POST", "/api/auth/refresh", body), 401);
      assertThat(form("/api/auth/revoke", head, named).status()).as("again").isEqualTo(200);
    }
    assertThat(form("/api/auth/revoke", head, "unknown").status()).isEqualTo(200);
  }

  @Test
  void others_areRefused_andBadForms_too() {
    String teacher = client.login("teacher");
    for (String path : List.of("/api/auth/revoke", "/api/auth/introspect")) {
      Problems.require(form(path, teacher, teacher), 403);
      Problems.require(form(path, "x", teacher), 401);
      for (String body :
          List.of("", "token=", "tokens=a", "token=a&token=b", "token=%zz", "token=a%")) {
        Problems.require(send(path, head, body), 400);
      }
      Problems.require(form(path, head, "x".repeat(4_097)), 400);
      Problems.require(client.post(path, head, "{\"token\":\"x\"}"), 415);
    }
    assertThat(client.get("/api/auth/me", teacher).status()).isEqualTo(200);
  }
}
