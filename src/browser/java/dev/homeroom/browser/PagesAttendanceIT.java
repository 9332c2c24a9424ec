package dev.homeroom.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import dev.homeroom.testkit.Client;
import dev.homeroom.testkit.Promised;
import java.time.Duration;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.ResourceLock;

/** Attendance: three clicks, the keyboard alone, a phone, and what may go wrong meanwhile. */
@Tag("browser")
@ResourceLock(PagesServer.NAME)
class PagesAttendanceIT {
  @RegisterExtension static final PagesServer SERVER = new PagesServer();

  private static final Pattern SAVED = Pattern.compile("Saved \\d\\d:\\d\\d");

  /** Opens the first class that a teacher still has to take. */
  private static Visitor atRegisterOf(String teacher, Look look) {
    Visitor visitor = SERVER.visitor(look).logIn(teacher);
    visitor.widget("attendance_to_take").locator(".day a").first().click();
    visitor.page().locator(".register li").first().waitFor();
    return visitor;
  }

  private static String[] place(Visitor visitor) {
    return visitor.page().url().replaceFirst(".*#/attendance/", "").split("/");
  }

  private static JsonNode sheet(Visitor visitor, String teacher) {
    String[] place = place(visitor);
    Client client = SERVER.client();
    return client
        .get("/api/classes/" + place[0] + "/attendance/" + place[1], SERVER.login(teacher))
        .json();
  }

  private static long count(JsonNode sheet, String mark) {
    long found = 0;
    for (JsonNode each : sheet.path("marks")) {
      found += each.path("mark").asText().equals(mark) ? 1 : 0;
    }
    return found;
  }

  private static Locator mark(Visitor visitor, int row, String mark) {
    return visitor
        .page()
        .locator(".register li")
        .nth(row)
        .locator("input[value=" + mark + "]");
  }

  @Test
  void threeClicks_takeAttendance_everybodyElseIsPresent() {
    try (Visitor visitor = atRegisterOf("teacher.2", Look.DESK)) {
      int students = visitor.page().locator(".register li").count();
      mark(visitor, 3, "absent").check();
      visitor.button("Save").click();
      assertThat(visitor.page().locator("#saved .good")).hasText(SAVED);
      JsonNode sheet = sheet(visitor, "teacher.2");
      assertThat(count(sheet, "absent")).isEqualTo(1);
      assertThat(count(sheet, "present")).isEqualTo(students - 1);
      assertThat(sheet.path("version").asInt()).isEqualTo(1);
    }
  }

  @Test
  void keyboardAlone_takesAttendance() {
    try (Visitor visitor = SERVER.visitor().logIn("teacher.3")) {
      Page page = visitor.page();
      Locator first = visitor.widget("attendance_to_take").locator(".day a").first();
      for (int i = 0; i < 20 && !isFocused(first); i++) {
        page.keyboard().press("Tab");
      }
      page.keyboard().press("Enter");
      page.locator(".register li").first().waitFor();
      assertThat(mark(visitor, 0, "present")).isFocused();
      page.keyboard().press("ArrowDown");
      page.keyboard().press("a");
      page.keyboard().press("ArrowDown");
      page.keyboard().press("L");
      page.keyboard().press("Enter");
      page.keyboard().press("h");
      page.keyboard().press("ArrowUp");
      assertThat(mark(visitor, 2, "late")).isFocused();
      for (int i = 0; i < 4 && !isFocused(visitor.button("Save")); i++) {
        page.keyboard().press("Tab");
      }
      page.keyboard().press("Enter");
      assertThat(page.locator("#saved .good")).hasText(SAVED);
      JsonNode sheet = sheet(visitor, "teacher.3");
      assertThat(count(sheet, "absent")).isEqualTo(1);
      assertThat(count(sheet, "late")).isEqualTo(1);
      assertThat(count(sheet, "half_day")).isEqualTo(1);
    }
  }

  private static boolean isFocused(Locator element) {
    return (boolean) element.evaluate("(element) => element === document.activeElement");
  }

  @Test
  void parentsPage_showsIt_withoutAReload() {
    try (Visitor parent = SERVER.visitor().logIn("parent");
        Visitor teacher = SERVER.visitor().logIn("teacher")) {
      Locator figures =
          parent.page().locator(".child", named("Elif Eriksen")).locator(".figures").first();
      String before = figures.innerText();
      teacher.go(elifsClass());
      teacher
          .page()
          .locator(".register li", named("Elif Eriksen"))
          .locator("input[value=excused]")
          .check();
      teacher.button("Save").click();
      assertThat(teacher.page().locator("#saved .good")).isVisible();
      assertThat(figures).not().hasText(before, longer(Promised.within(Duration.ofSeconds(2))));
    }
  }

  private static com.microsoft.playwright.assertions.LocatorAssertions.HasTextOptions longer(
      Duration time) {
    return new com.microsoft.playwright.assertions.LocatorAssertions.HasTextOptions()
        .setTimeout((double) time.toMillis())
        .setUseInnerText(true);
  }

  private static Page.LocatorOptions named(String name) {
    return new Page.LocatorOptions().setHasText(name);
  }

  /** The latest taken lesson of the demo's student, whose marks the parent's page counts. */
  private static String elifsClass() {
    return SERVER
        .sql()
        .text(
            "select '#/attendance/' || s.class_id || '/' || s.on_date from attendance_sheet s"
                + " join attendance_mark m on m.sheet_id = s.id"
                + " join class_teacher t on t.class_id = s.class_id"
                + " join account a on a.person_id = t.teacher_id and a.username = 'teacher'"
                + " join account e on e.person_id = m.student_id and e.username = 'student'"
                + " where m.mark = 'present' order by s.on_date desc limit 1");
  }

  @Test
  void marks_surviveARefusedToken_aBusyServer_aLostLogin_andAFrozenRedis() {
    try (Visitor visitor = atRegisterOf("teacher", Look.DESK).expecting("401", "503")) {
      mark(visitor, 1, "late").check();
      SERVER.endAccessTokens();
      visitor.button("Save").click();
      assertThat(visitor.page().locator("#saved .good")).isVisible();

      mark(visitor, 2, "absent").check();
      String busy = "{\"code\":\"OVERLOADED\",\"status\":503,\"errors\":[]}";
      visitor
          .page()
          .route(
              "**/attendance/*",
              route ->
                  route.fulfill(new Route.FulfillOptions().setStatus(503).setBody(busy)));
      visitor.button("Save").click();
      assertThat(visitor.page().locator("#saved .bad")).containsText("Not saved.");
      assertThat(visitor.page().locator("#saved .bad")).containsText("The server is busy.");
      assertThat(mark(visitor, 2, "absent")).isChecked();
      visitor.page().unroute("**/attendance/*");

      SERVER.endSessionsOf("teacher");
      visitor.button("Save").click();
      assertThat(visitor.text("Please log in again")).isVisible();
      visitor.page().locator("dialog input[type=password]").fill(Client.DEMO_PASSWORD);
      visitor.page().locator("dialog button").click();
      assertThat(visitor.page().locator("#saved .good")).isVisible();

      SERVER.redis().freeze();
      try {
        mark(visitor, 4, "excused").check();
        visitor.button("Save").click();
        assertThat(visitor.page().locator("#saved .good")).isVisible();
      } finally {
        SERVER.redis().thaw();
      }
      JsonNode sheet = sheet(visitor, "teacher");
      assertThat(count(sheet, "late")).isEqualTo(1);
      assertThat(count(sheet, "absent")).isEqualTo(1);
      assertThat(count(sheet, "excused")).isEqualTo(1);
    }
  }

  @Test
  void somebodyElsesAttendance_isShownBesideMine_andNeitherIsLost() {
    try (Visitor visitor = atRegisterOf("teacher.2", Look.DESK).expecting("412", "409")) {
      String[] place = place(visitor);
      ObjectNode theirs = (ObjectNode) sheet(visitor, "teacher.2");
      theirs.remove(java.util.List.of("class_id", "date", "taken_by", "taken_at", "version"));
      theirs.path("marks").forEach(each -> ((ObjectNode) each).put("mark", "present"));
      ((ObjectNode) theirs.at("/marks/0")).put("mark", "late");
      Client client = SERVER.client();
      assertThat(
              client
                  .put(
                      "/api/classes/" + place[0] + "/attendance/" + place[1],
                      SERVER.login("school.admin.2"),
                      theirs.toString())
                  .status())
          .isEqualTo(200);
      Locator mine = visitor.page().locator(".register li").nth(5);
      mine.locator("input[value=absent]").check();
      visitor.button("Save").click();
      assertThat(visitor.page().locator("#saved .bad")).containsText("2 marks differ");
      assertThat(mine.locator(".conflict")).hasText("Saved: Present · yours: Absent");
      assertThat(visitor.page().locator(".conflict")).hasCount(2);
      visitor.button("Save mine").click();
      assertThat(visitor.page().locator("#saved .good")).hasText(SAVED);
      assertThat(count(sheet(visitor, "teacher.2"), "absent")).isEqualTo(1);
    }
  }

  @Test
  void markedAndNotSaved_isThereWhenSomebodyComesBack() {
    try (Visitor visitor = atRegisterOf("teacher.3", Look.PHONE)) {
      String address = visitor.page().url().replaceFirst(".*#", "#");
      mark(visitor, 0, "late").check();
      visitor.go("#/").go(address);
      assertThat(mark(visitor, 0, "late")).isChecked();
      visitor.button("Save").click();
      assertThat(visitor.page().locator("#saved .good")).hasText(SAVED);
    }
  }

  @Test
  void timeOfTheRegister_isTheSchools_notThatOfTheBrowser() {
    String taken =
        SERVER
            .sql()
            .text(
                "select to_char(s.taken_at at time zone 'Europe/Berlin', 'HH24:MI') from"
                    + " attendance_sheet s where s.class_id = 1 order by s.on_date limit 1");
    String day =
        SERVER.sql().text("select min(on_date) from attendance_sheet where class_id = 1");
    try (Visitor visitor = SERVER.visitor().logIn("teacher")) {
      visitor.go("#/attendance/1/" + day);
      assertThat(visitor.page().locator(".head .sub")).containsText(taken);
    }
  }

  @Test
  void printedRegister_hasNamesAndMarks_andNoButtons() {
    try (Visitor visitor = atRegisterOf("teacher", Look.DESK)) {
      mark(visitor, 0, "absent").check();
      visitor
          .page()
          .emulateMedia(
              new Page.EmulateMediaOptions()
                  .setMedia(com.microsoft.playwright.options.Media.PRINT));
      assertThat(visitor.page().locator("h1")).isVisible();
      assertThat(visitor.page().locator(".on-paper").first()).isVisible();
      assertThat(visitor.page().locator(".on-paper").first()).hasText("Absent");
      assertThat(visitor.button("Save")).isHidden();
      assertThat(visitor.page().locator("header.bar")).isHidden();
      mark(visitor, 0, "present").evaluate("(input) => input.click()");
    }
  }
}
