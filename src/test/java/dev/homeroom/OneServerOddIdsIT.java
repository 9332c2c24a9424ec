package dev.homeroom;

import static org.assertj.core.api.Assertions.assertThat;

import dev.homeroom.testkit.Attendance;
import dev.homeroom.testkit.Client;
import dev.homeroom.testkit.Client.Answer;
import dev.homeroom.testkit.DemoServer;
import dev.homeroom.testkit.OnDemoServer;
import dev.homeroom.testkit.Problems;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Ids that are none: never another key, never a pattern, never a 500. */
@OnDemoServer
class OneServerOddIdsIT {
  @RegisterExtension static final DemoServer DEMO = new DemoServer();

  private static Client client;
  private static Attendance attendance;
  private static String teacher;
  private static String superAdmin;

  @BeforeAll
  static void logIn() throws Exception {
    client = DEMO.client();
    attendance = new Attendance(DEMO.database());
    teacher = client.login("teacher");
    superAdmin = client.login("super.admin");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1:2",
        "*",
        "%3F",
        "%5B1%5D",
        "a%20b",
        "-1",
        "0",
        "1%2F2",
        "..%2F..",
        "%2e%2e",
        "%C3%A9",
        "%E2%80%AE",
        "%F0%9F%98%80",
        "%FF%FE",
        "%25",
        "9223372036854775808",
        "1e3",
        "01",
        "+1",
        "%201",
        "user:1",
        "%7B%7D",
        "'",
        "%22",
        "1'--",
        "NaN"
      })
  void oddId_neverFindsAnything_andNeverA500(String id) {
    for (String path : List.of("/api/dashboards/teacher/", "/api/dashboards/student/")) {
      for (String token : List.of(teacher, superAdmin)) {
        oddAnswer(client.get(path + id, token));
      }
    }
    String date = attendance.path().replaceAll(".*/", "");
    oddAnswer(client.get("/api/classes/" + id + "/attendance/" + date, superAdmin));
    oddAnswer(
        client.put("/api/classes/" + id + "/attendance/" + date, teacher, attendance.body("late")));
    String odd = attendance.path().replaceAll("/[^/]*$", "/") + id;
    oddAnswer(client.get(odd, teacher));
  }

  /** The server itself refuses these, before anything of ours is asked: a bare 400. */
  @ParameterizedTest
  @ValueSource(strings = {"1%0D%0AX-Bad:%201", "%0A", "%00", "%01", "%7F"})
  void idWithAControlCharacter_is400_andNoHeaderOfTheCallers(String id) {
    String date = attendance.path().replaceAll(".*/", "");
    for (String path :
        List.of("/api/dashboards/student/" + id, "/api/classes/" + id + "/attendance/" + date)) {
      Answer answer = client.get(path, superAdmin);
      assertThat(answer.status()).as(answer.text()).isEqualTo(400);
      assertThat(answer.header("X-Bad")).isEmpty();
      Problems.requireQuiet(answer);
    }
  }

  @Test
  void idOf4000Characters_isRefused() {
    for (String token : List.of(teacher, superAdmin)) {
      oddAnswer(client.get("/api/dashboards/student/" + "7".repeat(4_000), token));
      oddAnswer(client.get("/api/dashboards/student/" + "%C3%A9".repeat(670), token));
    }
  }

  /** Homeroom refuses a target over 4 KiB, and Liberty one over 4.5 KiB, with a bare 400. */
  @Test
  void idOf10000Characters_isRefused_likeAnyLongTarget() {
    for (String token : List.of(teacher, superAdmin)) {
      Answer ours = client.get("/api/dashboards/student/" + "7".repeat(4_200), token);
      Problems.require(ours, 414);
      Answer libertys = client.get("/api/dashboards/student/" + "7".repeat(10_000), token);
      assertThat(libertys.status()).isEqualTo(400);
      Problems.requireQuiet(libertys);
    }
  }

  private static void oddAnswer(Answer answer) {
    assertThat(answer.status()).as(answer.text()).isIn(400, 403, 404);
    Problems.require(answer, answer.status());
    assertThat(answer.header("X-Bad")).isEmpty();
  }
}
