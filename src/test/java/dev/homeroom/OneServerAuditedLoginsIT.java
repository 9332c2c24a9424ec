package dev.homeroom;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.homeroom.testkit.Client;
import dev.homeroom.testkit.Client.Answer;
import dev.homeroom.testkit.DemoServer;
import dev.homeroom.testkit.OnDemoServer;
import dev.homeroom.testkit.Problems;
import dev.homeroom.testkit.Promised;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Logins and what follows from them over HTTP: each is in the audit log once, for those who may see
 * it, and none happens that cannot be recorded.
 */
@OnDemoServer
class OneServerAuditedLoginsIT {
  @RegisterExtension static final DemoServer DEMO = new DemoServer();

  private static final String PASSWORD = "seven geese cross the canal";
  private static final String OTHER = "nine herons leave the lake";
  private static final String WRONG = "not the password at all";
  private static final String ADDRESS = "192.0.2.161";

  private static Client client;
  private static String superAdmin;
  private static String otherHead;
  private static String school;

  @BeforeAll
  static void makeSchool() {
    client = DEMO.client();
    superAdmin = client.login("super.admin");
    otherHead = client.login("school.admin");
    school =
        made(
            "/api/schools",
            "{\"name\":\"Audited School\",\"time_zone\":\"UTC\",\"pass_mark\":50,"
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
        "{\"name\":\"Audited\",\"username\":\"%s\",\"roles\":[\"%s\"],\"school_id\":\"%s\"}"
            .formatted(username, role, school));
  }

  /** Sends a request by its own correlation id, from the test's address. */
  private static Answer send(String method, String path, String token, String body, String id) {
    List<String> headers = new ArrayList<>(List.of(DemoServer.from(ADDRESS)));
    headers.addAll(List.of("X-Correlation-Id", id));
    if (token != null) {
      headers.addAll(List.of("Authorization", "Bearer " + token));
    }
    if (path.endsWith("/revoke")) {
      headers.addAll(List.of("Content-Type", "application/x-www-form-urlencoded"));
    }
    return client.send(method, path, body, headers.toArray(String[]::new));
  }

  private static Answer post(String path, String token, String body, String id) {
    return send("POST", path, token, body, id);
  }

  private static Answer login(String username, String password, String id) {
    String body = "{\"username\":\"%s\",\"password\":\"%s\"}".formatted(username, password);
    return post("/api/auth/login", null, body, id);
  }

  private static Answer redeem(String username, String code, String id) {
    String body =
        "{\"username\":\"%s\",\"code\":\"%s\",\"password\":\"%s\"}"
            .formatted(username, code, PASSWORD);
    return post("/api/auth/redeem", null, body, id);
  }

  private static Answer change(String token, String current, String next, String id) {
    String body = "{\"current\":\"%s\",\"new\":\"%s\"}".formatted(current, next);
    return send("PUT", "/api/auth/password", token, body, id);
  }

  private static Answer good(Answer answer) {
    assertThat(answer.status()).as(answer.text()).isBetween(200, 204);
    return answer;
  }

  private static String access(Answer answer) {
    return good(answer).json().path("access_token").asText();
  }

  /** Makes a person whose password is set; the requests' ids begin with a text. */
  private static String[] ready(String username, String role, String ids) {
    String id = person(username, role);
    Answer invited = post("/api/users/" + id + "/invite", superAdmin, null, ids + "-invite");
    String code = good(invited).json().path("code").asText();
    return new String[] {id, access(redeem(username, code, ids + "-redeem"))};
  }

  /** Returns what a caller sees of a request: a line each, the newest first. */
  private static List<String> seen(String token, String correlationId) {
    Answer page = client.get("/api/audit?size=200", token);
    assertThat(page.status()).as(page.text()).isEqualTo(200);
    List<String> found = new ArrayList<>();
    for (JsonNode each : page.json().path("data")) {
      if (each.path("correlation_id").asText().equals(correlationId)) {
        found.add(
            "%s %s by %s of %s in %s from %s"
                .formatted(
                    each.path("action").asText(),
                    each.path("outcome").asText(),
                    each.path("actor_id").asText(),
                    each.path("subject").path("id").asText(),
                    each.path("school_id").asText(),
                    each.path("address").asText()));
      }
    }
    return found;
  }

  @Test
  void eachAct_isThereOnce_forTheSchoolsHeadAndSuperAdministrators_andNobodyElse() {
    String head = ready("audited.head", "SCHOOL_ADMIN", "h")[1];
    String[] made = ready("audited.staff", "STAFF", "s");
    String id = made[0];
    String root = DEMO.idOf("super.admin");
    Problems.require(login("audited.staff", WRONG, "s-wrong"), 401);
    Answer login = login("audited.staff", PASSWORD, "s-login");
    post("/api/auth/logout", access(login), null, "s-logout");
    String refresh =
        login("audited.staff", PASSWORD, "s-again").json().path("refresh_token").asText();
    String forged = refresh.substring(0, refresh.length() - 43) + "A".repeat(43);
    Problems.require(
        post("/api/auth/refresh", null, "{\"refresh_token\":\"" + forged + "\"}", "s-reuse"), 401);
    String revoked = access(login("audited.staff", PASSWORD, "s-third"));
    String form = "token=" + URLEncoder.encode(revoked, StandardCharsets.UTF_8);
    good(post("/api/auth/revoke", superAdmin, form, "s-revoke"));
    String last = access(login("audited.staff", PASSWORD, "s-fourth"));
    Problems.requireField(change(last, WRONG, OTHER, "s-unchanged"), "current", "wrong");
    good(change(last, PASSWORD, OTHER, "s-change"));
    failedAlmostTooOften("audited.staff", "s-almost");
    Problems.require(login("audited.staff", WRONG, "s-lock"), 401);

    for (String[] expected :
        new String[][] {
          {"s-invite", "code.issued ok by " + root},
          {"s-redeem", "login.ok ok by " + id, "code.redeemed ok by " + id},
          {"s-wrong", "login.failed refused by null"},
          {"s-login", "login.ok ok by " + id},
          {"s-logout", "logout ok by " + id},
          {"s-reuse", "refresh.reused refused by null"},
          {"s-unchanged", "login.failed refused by " + id},
          {"s-change", "login.ok ok by " + id, "password.changed ok by " + id},
          {"s-lock", "login.locked ok by null"},
        }) {
      List<String> lines = new ArrayList<>();
      for (int i = 1; i < expected.length; i++) {
        lines.add(expected[i] + " of " + id + " in " + school + " from " + ADDRESS);
      }
      requireSeen(expected[0], lines, head, superAdmin);
    }
    assertThat(seen(head, "s-revoke"))
        .singleElement()
        .asString()
        .matches("token.revoked ok by %s of [0-9a-f]{64} in %s from .*".formatted(root, school));
    requireSeen("s-revoke", seen(head, "s-revoke"), superAdmin);
  }

  private static void requireSeen(String correlationId, List<String> lines, String... tokens) {
    for (String token : tokens) {
      assertThat(seen(token, correlationId)).as(correlationId).isEqualTo(lines);
    }
    assertThat(seen(otherHead, correlationId)).as("another school's").isEmpty();
  }

  /** Lets a person's next failure be the one that puts the password out of use. */
  private static void failedAlmostTooOften(String username, String id) {
    Problems.require(login(username, WRONG, id), 401);
    String almost =
        "update login_failure set failures = 99, counted_at = '2026-01-01' where person_id = ?";
    assertThat(DEMO.sql().update(almost, Long.parseLong(DEMO.idOf(username)))).isEqualTo(1);
  }

  @Test
  void failuresOfUnknownNames_andChangesOfKeys_areForSuperAdministratorsOnly() {
    String head = ready("audited.second", "SCHOOL_ADMIN", "k")[1];
    Problems.require(login("audited.nobody", WRONG, "k-unknown"), 401);
    DEMO.sql().update("update signing_key set created_at = created_at - interval '1' minute");
    Answer rotated = good(post("/api/auth/keys/rotate", superAdmin, "{}", "k-rotate"));
    String kid = rotated.json().path("keys").path(0).path("kid").asText();
    requireSeen(
        "k-unknown",
        List.of("login.failed refused by null of  in null from " + ADDRESS),
        superAdmin);
    requireSeen(
        "k-rotate",
        List.of(
            "key.rotated ok by %s of %s in null from %s"
                .formatted(DEMO.idOf("super.admin"), kid, ADDRESS)),
        superAdmin);
    assertThat(seen(head, "k-unknown")).isEmpty();
    assertThat(seen(head, "k-rotate")).isEmpty();
  }

  /** The transactions are the server's own here, which no unit test has. */
  @Test
  void whatCannotBeRecorded_doesNotHappen_andALogoutIsMadeGood() {
    String[] made = ready("audited.third", "STAFF", "t");
    ready("audited.fourth", "STAFF", "u");
    long person = Long.parseLong(made[0]);
    String kept = access(login("audited.third", PASSWORD, "t-login"));
    String state =
        "select (select count(*) from login_session where person_id = %1$d)"
            + " || ' ' || (select password_hash from account where person_id = %1$d)"
            + " || ' ' || (select count(*) from one_time_code where person_id = %1$d)"
            + " || ' ' || (select count(*) from signing_key)";
    String before = DEMO.sql().text(state.formatted(person));
    DEMO.sql().update("update signing_key set created_at = created_at - interval '1' minute");
    failedAlmostTooOften("audited.fourth", "t-almost");
    DEMO.sql().update("alter table audit_record rename to audit_record_away");
    try {
      for (Answer answer :
          List.of(
              login("audited.third", PASSWORD, "t-never"),
              change(made[1], PASSWORD, OTHER, "t-never"),
              post("/api/users/" + person + "/invite", superAdmin, null, "t-never"),
              post("/api/auth/keys/rotate", superAdmin, "{}", "t-never"),
              post("/api/auth/logout", kept, null, "t-late"))) {
        assertThat(answer.status()).as(answer.text()).isGreaterThanOrEqualTo(500);
      }
      assertThat(DEMO.sql().text(state.formatted(person))).isEqualTo(before);
      Problems.require(client.get("/api/auth/me", kept), 401);
      Problems.require(login("audited.fourth", WRONG, "t-left-out"), 401);
    } finally {
      DEMO.sql().update("alter table audit_record_away rename to audit_record");
    }
    long end = System.nanoTime() + Promised.NEVER.toNanos();
    while (seen(superAdmin, "t-late").isEmpty()) {
      assertThat(System.nanoTime()).as("the logout is made good").isLessThan(end);
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(200));
    }
    requireSeen(
        "t-late",
        List.of("logout ok by %1$d of %1$d in %2$s from %3$s".formatted(person, school, ADDRESS)),
        superAdmin);
    assertThat(seen(superAdmin, "t-never")).isEmpty();
    assertThat(seen(superAdmin, "t-left-out")).isEmpty();
    String nextTry = "update login_failure set counted_at = '2026-01-01' where person_id = ?";
    DEMO.sql().update(nextTry, Long.parseLong(DEMO.idOf("audited.fourth")));
    Problems.require(login("audited.fourth", WRONG, "t-locked"), 401);
    assertThat(seen(superAdmin, "t-locked"))
        .singleElement()
        .asString()
        .startsWith("login.locked ok by null of ");
    Problems.require(login("audited.third", WRONG, "t-told"), 401);
    assertThat(
            DEMO.sql().text("select details from audit_record where correlation_id = ?", "t-told"))
        .contains("\"left_out\":\"1\"");
    assertThat(client.get("/api/audit/verification", superAdmin).json().path("sound").asBoolean())
        .isTrue();
    assertThat(login("audited.third", PASSWORD, "t-after").status()).isEqualTo(200);
  }
}
