package dev.homeroom;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.homeroom.testkit.Client;
import dev.homeroom.testkit.Client.Answer;
import dev.homeroom.testkit.DemoServer;
import dev.homeroom.testkit.OnDemoServer;
import dev.homeroom.testkit.Problems;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The audit log over HTTP: what is done and refused is in it, once, for those who may see it. */
@OnDemoServer
class OneServerAuditIT {
  @RegisterExtension static final DemoServer DEMO = new DemoServer();

  private static Client client;
  private static String superAdmin;
  private static String admin;
  private static String teacher;

  @BeforeAll
  static void logIn() {
    client = DEMO.client();
    superAdmin = client.login("super.admin");
    admin = client.login("school.admin");
    teacher = client.login("teacher");
  }

  private static List<JsonNode> recorded(String token, String correlationId, String filters) {
    Answer page = client.get("/api/audit?size=200" + filters, token);
    assertThat(page.status()).as(page.text()).isEqualTo(200);
    assertThat(page.header("X-Cache-Status")).isEqualTo("BYPASS");
    assertThat(page.header("Cache-Control")).contains("no-store");
    List<JsonNode> found = new ArrayList<>();
    for (JsonNode each : page.json().path("data")) {
      if (each.path("correlation_id").asText().equals(correlationId)) {
        found.add(each);
      }
    }
    return found;
  }

  private static Answer send(String method, String path, String body, String id) {
    return client.send(
        method,
        path,
        body,
        Client.with(superAdmin, "Content-Type", "application/json", "X-Correlation-Id", id));
  }

  @Test
  void write_isRecordedOnce_withWhoWhenFromWhere_andItsRefusalIsNot() {
    Answer made =
        send("POST", "/api/roles", "{\"name\":\"AUDITED\",\"permissions\":[\"users:read\"]}", "a1");
    assertThat(made.status()).as(made.text()).isEqualTo(201);
    Problems.require(
        send("POST", "/api/roles", "{\"name\":\"AUDITED\",\"permissions\":[]}", "a2"), 409);
    assertThat(send("DELETE", "/api/roles/AUDITED", null, "a3").status()).isEqualTo(204);

    List<JsonNode> created = recorded(superAdmin, "a1", "&action=role.created");
    assertThat(created).hasSize(1);
    JsonNode record = created.get(0);
    assertThat(record.path("actor_id").asText()).isEqualTo(DEMO.idOf("super.admin"));
    assertThat(record.path("outcome").asText()).isEqualTo("ok");
    assertThat(record.path("subject").toString())
        .isEqualTo("{\"kind\":\"role\",\"id\":\"AUDITED\"}");
    assertThat(record.path("details").path("permissions").asText()).isEqualTo("users:read");
    assertThat(record.path("school_id").isNull()).isTrue();
    assertThat(record.path("address").asText()).isIn("127.0.0.1", "0:0:0:0:0:0:0:1");
    String at = record.path("at").asText();
    assertThat(recorded(superAdmin, "a1", "&from=" + at)).hasSize(1);
    assertThat(recorded(superAdmin, "a1", "&to=" + at)).isEmpty();
    assertThat(recorded(superAdmin, "a1", "&actor=" + DEMO.idOf("teacher"))).isEmpty();
    assertThat(recorded(superAdmin, "a2", "")).isEmpty();
    assertThat(recorded(superAdmin, "a3", "")).hasSize(1);
    assertThat(recorded(admin, "a1", "")).as("a role is the district's").isEmpty();
  }

  @Test
  void requestOutOfReach_isRecorded_forTheAdministratorsOfTheCallersSchool() {
    Problems.require(client.get("/api/audit/verification", teacher, "X-Correlation-Id", "a4"), 403);
    for (String token : List.of(superAdmin, admin)) {
      List<JsonNode> refused = recorded(token, "a4", "&action=access.refused");
      assertThat(refused).hasSize(1);
      assertThat(refused.get(0).path("actor_id").asText()).isEqualTo(DEMO.idOf("teacher"));
      assertThat(refused.get(0).path("outcome").asText()).isEqualTo("refused");
      assertThat(refused.get(0).path("subject").path("id").asText())
          .isEqualTo("/audit/verification");
    }
    assertThat(recorded(client.login("school.admin.2"), "a4", "")).isEmpty();
  }

  @Test
  void log_isVerified() {
    Answer verified = client.get("/api/audit/verification", superAdmin);
    assertThat(verified.status()).as(verified.text()).isEqualTo(200);
    assertThat(verified.json().path("sound").asBoolean()).as(verified.text()).isTrue();
    assertThat(verified.header("X-Cache-Status")).isEqualTo("BYPASS");
    Problems.require(client.get("/api/audit/verification", admin), 403);
  }

  @Test
  void filtersThatMeanNothing_areRefused() {
    for (String wrong :
        List.of(
            "from=today", "to=2026-11-20", "action=nothing", "school=1", "size=201", "sort=id")) {
      Problems.require(client.get("/api/audit?" + wrong, superAdmin), 400);
    }
    Problems.require(client.get("/api/audit", teacher), 403);
  }
}
