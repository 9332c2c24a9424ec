package dev.homeroom;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.homeroom.testkit.Attendance;
import dev.homeroom.testkit.Client;
import dev.homeroom.testkit.Client.Answer;
import dev.homeroom.testkit.DemoServer;
import dev.homeroom.testkit.OnDemoServer;
import dev.homeroom.testkit.Problems;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The lists behind the figures of dashboards, over HTTP: classes, reports of days, invoices. */
@OnDemoServer
class OneServerListsIT {
  @RegisterExtension static final DemoServer DEMO = new DemoServer();

  private static Client client;
  private static String head;

  @BeforeAll
  static void find() {
    client = DEMO.client();
    head = client.login("school.admin");
  }

  private static long count(String condition) {
    return DEMO.sql()
        .number(
            "select count(*) from " + condition,
            Long.valueOf(
                DEMO.sql()
                    .text(
                        "select school_id from person where id = cast(? as bigint)",
                        DEMO.idOf("school.admin"))));
  }

  /** A second reading is a hit, and with its tag a 304. */
  @ParameterizedTest
  @CsvSource({
    "school.admin, /api/classes?size=7, class where school_id = ?",
    "school.admin, /api/invoices?size=7, invoice where issued_on <= current_date and school_id = ?",
    "staff, /api/invoices?sort=-open&size=7,"
        + " invoice where issued_on <= current_date and school_id = ?"
  })
  void list_isPagedCounted_andTheSecondTimeAHitAnd304(
      String username, String path, String condition) {
    String token = client.login(username);
    Answer list = client.get(path, token);
    assertThat(list.status()).as(list.text()).isEqualTo(200);
    assertThat(list.json().path("data")).hasSize(7);
    assertThat(list.json().at("/page/total").asLong()).isEqualTo(count(condition));
    assertThat(list.header("Cache-Control")).contains("no-store");
    Answer again = client.get(path, token);
    assertThat(again.header("X-Cache-Status")).isEqualTo("HIT");
    assertThat(client.get(path, token, "If-None-Match", again.header("ETag")).status())
        .isEqualTo(304);
  }

  @Test
  void class_isShownToItsPeople_andRefusedToOthers() {
    String teacher = client.login("teacher");
    JsonNode mine = client.get("/api/classes", teacher).json().path("data");
    assertThat(mine)
        .isNotEmpty()
        .allMatch(each -> each.path("teachers").findValuesAsText("id").contains(id("teacher")));
    String path = "/api/classes/" + mine.get(0).path("id").asText();
    Answer one = client.get(path, teacher);
    assertThat(one.json().path("data")).isEqualTo(mine.get(0));
    assertThat(one.header("ETag")).startsWith("W/");
    Problems.require(client.get(path, client.login("teacher.2")), 403);
    Problems.require(client.get(path, client.login("staff")), 403);
  }

  private static String id(String username) {
    return DEMO.idOf(username);
  }

  /** Attendance that is taken stands in the report at once, and in the parent's dashboard. */
  @Test
  void report_followsTheAttendance_forAdministratorAndTeacher() throws SQLException {
    Attendance attendance = new Attendance(DEMO.database());
    String[] parts = attendance.path().split("/", -1);
    String teacher = client.login("teacher");
    String path = "/api/reports/daily/" + parts[5] + "?size=200&class=" + parts[3];
    for (String mark : List.of("absent", "present")) {
      client.get(path, head);
      client.get(path, teacher);
      assertThat(client.put(attendance.path(), teacher, attendance.body(mark)).status())
          .isEqualTo(200);
      for (String reader : List.of(head, teacher)) {
        Answer report = client.get(path, reader);
        assertThat(report.header("X-Cache-Status")).isEqualTo("MISS");
        assertThat(report.json().at("/data/students").findValuesAsText("student_id"))
            .as(mark)
            .satisfies(
                all ->
                    assertThat(all.contains(attendance.studentId()))
                        .isEqualTo(mark.equals("absent")));
        assertThat(report.json().at("/page/total").asInt())
            .isEqualTo(report.json().at("/data/students").size());
      }
    }
    assertThat(client.get(path, head).header("X-Cache-Status")).isEqualTo("HIT");
    assertThat(client.get(path.replaceFirst("&class.*", ""), head).json().at("/data/students"))
        .isNotEmpty()
        .allMatch(student -> student.has("parents"));
  }

  @Test
  void report_asATable_isAFileForSpreadsheets_andARefusalStaysAProblem() throws SQLException {
    String day = new Attendance(DEMO.database()).path().split("/", -1)[5];
    String path = "/api/reports/daily/" + day + "?size=1";
    Answer table = client.get(path, head, "Accept", "text/csv");
    assertThat(table.status()).as(table.text()).isEqualTo(200);
    assertThat(table.header("Content-Type")).isEqualToIgnoringCase("text/csv;charset=utf-8");
    assertThat(table.header("Content-Disposition"))
        .isEqualTo("attachment; filename=\"absences-" + day + ".csv\"");
    assertThat(table.header("Cache-Control")).contains("no-store");
    assertThat(table.text()).startsWith("\uFEFFStudent,Year,Class,Mark,Note,");
    assertThat(table.text().split("\r\n", -1)).hasSizeGreaterThan(3);
    assertThat(client.get(path, head, "Accept", "*/*").json().at("/data/students")).hasSize(1);
    assertThat(client.get(path, head, "Accept", "text/csv;q=0.5, application/json").text())
        .startsWith("{");
    Problems.require(client.get(path, client.login("parent"), "Accept", "text/csv"), 403);
    Problems.require(client.get(path, head, "Accept", "text/html"), 406);
    assertThat(client.get(path, client.login("teacher"), "Accept", "text/csv").text())
        .contains(",Parents,E-mail\r\n")
        .doesNotContain("@");
  }

  @Test
  void invoices_ofAFamily_areThoseOfItsPupils_asEachOfThemHas() {
    String parent = client.login("parent");
    JsonNode all =
        client
            .get("/api/families/" + id("parent") + "/invoices?size=200", parent)
            .json()
            .path("data");
    List<String> expected =
        all.findValuesAsText("student_id").stream()
            .distinct()
            .flatMap(
                child ->
                    client
                        .get("/api/students/" + child + "/invoices?size=200", parent)
                        .json()
                        .path("data")
                        .findValuesAsText("id")
                        .stream())
            .sorted()
            .toList();
    assertThat(all.findValuesAsText("id").stream().sorted().toList())
        .isEqualTo(expected)
        .isNotEmpty();
    Problems.require(
        client.get("/api/families/" + id("parent") + "/invoices", client.login("student")), 403);
    Problems.requireField(
        client.get("/api/invoices?state=due", client.login("staff")), "state", "format");
  }
}
