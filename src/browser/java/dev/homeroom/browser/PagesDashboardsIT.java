package dev.homeroom.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import java.text.NumberFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The dashboard of each role: every widget of the API, fresh, stale, failed. */
@Tag("browser")
@ResourceLock(PagesServer.NAME)
class PagesDashboardsIT {
  @RegisterExtension static final PagesServer SERVER = new PagesServer();

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String ME = AlteredAnswers.OWN_DASHBOARD;

  private static JsonNode dashboard(String username) {
    var client = SERVER.client();
    return client.get("/api/dashboards/me", SERVER.login(username)).json().path("data");
  }

  @ParameterizedTest
  @ValueSource(strings = {"super.admin", "school.admin", "teacher", "staff", "student", "parent"})
  void everyWidgetOfTheApi_isThere_withItsTime(String username) {
    List<String> names = new ArrayList<>();
    dashboard(username).path("widgets").fieldNames().forEachRemaining(names::add);
    assertThat(names).isNotEmpty();
    try (Visitor visitor = SERVER.visitor()) {
      visitor.logIn(username);
      for (String name : names) {
        assertThat(visitor.widget(name)).isVisible();
        assertThat(visitor.widget(name).locator(".age")).containsText("as of ");
        assertThat(visitor.widget(name)).not().containsText("cannot be shown");
      }
      assertThat(visitor.page().locator("main .card")).hasCount(names.size());
      assertThat(visitor.page().locator("main")).not().containsText("undefined");
      assertThat(visitor.page().locator("main")).not().containsText("NaN");
    }
  }

  /** Figures of the API, by the path to them, as they stand on the page. */
  @ParameterizedTest
  @CsvSource({
    "super.admin, students, /active",
    "super.admin, users_by_role, /users",
    "super.admin, schools, /total",
    "school.admin, attendance_missing, /total",
    "school.admin, students_by_grade, /total",
    "school.admin, staff, /teachers",
    "school.admin, low_stock, /total",
    "staff, reorder, /total",
    "student, attendance, /absent"
  })
  void figures_areThoseOfTheApi(String username, String widget, String path) {
    int figure = dashboard(username).path("widgets").path(widget).path("data").at(path).asInt(-1);
    assertThat(figure).isNotNegative();
    try (Visitor visitor = SERVER.visitor()) {
      visitor.logIn(username);
      assertThat(visitor.widget(widget).locator(".figures"))
          .containsText(NumberFormat.getIntegerInstance(Locale.UK).format(figure));
    }
  }

  @Test
  void parent_seesEveryChild_inABlockOfItsOwn() {
    JsonNode children = dashboard("parent").at("/widgets/children/data/children");
    assertThat(children.size()).isGreaterThan(1);
    try (Visitor visitor = SERVER.visitor()) {
      visitor.logIn("parent");
      for (JsonNode child : children) {
        var block =
            visitor
                .page()
                .getByRole(
                    AriaRole.REGION,
                    new Page.GetByRoleOptions().setName(child.path("name").asText()).setExact(true));
        assertThat(block.locator("h3")).hasText(child.path("name").asText());
        for (String figure : List.of("rate", "present", "absent", "late")) {
          String shown = child.at("/widgets/attendance/data/" + figure).asText();
          assertThat(block.locator(".figures").first()).containsText(shown);
        }
        child
            .at("/widgets/today/data/lessons")
            .forEach(lesson -> assertThat(block).containsText(lesson.path("name").asText()));
      }
    }
  }

  /** Who is behind reads how much, and no day of the past as the next one. */
  @Test
  void parentWhoIsBehind_readsOfNoNextDay() {
    JsonNode owed = dashboard("parent").at("/widgets/fees_due/data/currencies/0");
    assertThat(owed.path("overdue").asDouble()).isPositive();
    try (Visitor visitor = SERVER.visitor()) {
      visitor.logIn("parent");
      assertThat(visitor.widget("fees_due")).containsText("Overdue");
      assertThat(visitor.widget("fees_due")).not().containsText("Next due");
    }
  }

  @Test
  void emptySchool_saysWhatToDo() {
    try (Visitor visitor = SERVER.visitor()) {
      AlteredAnswers.ofDashboard(visitor, PageState.EMPTY::alter);
      visitor.logIn("school.admin");
      for (String name : List.of("students_by_grade", "staff")) {
        assertThat(visitor.widget(name)).containsText("Add people under People.");
      }
      assertThat(visitor.widget("fees_by_month")).containsText("No invoices.");
    }
  }

  @Test
  void staleWidget_saysSoInWords_andTheOthersDoNot() {
    try (Visitor visitor = SERVER.visitor()) {
      AlteredAnswers.ofDashboard(
          visitor, widgets -> ((ObjectNode) widgets.get("today")).put("stale", true));
      visitor.logIn("teacher");
      assertThat(visitor.widget("today").locator(".age"))
          .containsText("the figures are being renewed");
      assertThat(visitor.widget("notices").locator(".age"))
          .not()
          .containsText("the figures are being renewed");
    }
  }

  @Test
  void failedWidget_saysSoInItsPlace_andTheOthersLive() {
    try (Visitor visitor = SERVER.visitor()) {
      AlteredAnswers.ofDashboard(
          visitor,
          widgets -> {
            ObjectNode broken = JSON.createObjectNode();
            broken.putObject("error").put("code", "OVERLOADED").put("title", "Overloaded");
            widgets.set("students_at_risk", broken);
          });
      visitor.logIn("teacher");
      assertThat(visitor.widget("students_at_risk")).containsText("cannot be shown at the moment");
      assertThat(visitor.widget("students_at_risk").getByRole(AriaRole.BUTTON))
          .hasText("Try again");
      assertThat(visitor.widget("class_averages").locator("progress").first()).isVisible();

      visitor.page().unroute(ME);
      visitor.widget("students_at_risk").getByRole(AriaRole.BUTTON).click();
      assertThat(visitor.widget("students_at_risk").locator(".rows").first()).isVisible();
    }
  }

  @Test
  void lostConnection_isSaid_theFiguresStay_andItGoesOnByItself() {
    try (Visitor visitor = SERVER.visitor().expecting("ERR_")) {
      visitor.logIn("student");
      visitor.page().route(ME, Route::abort);
      assertThat(visitor.text("There is no connection to the server.")).isVisible();
      assertThat(visitor.text("The figures below were last checked at")).isVisible();
      assertThat(visitor.widget("grades").locator(".figures")).isVisible();
      visitor.page().unroute(ME);
      assertThat(visitor.text("There is no connection to the server.")).isHidden();
    }
  }

  @Test
  void refresh_asksForNewFigures() {
    try (Visitor visitor = SERVER.visitor()) {
      visitor.logIn("teacher.2");
      var asked =
          visitor
              .page()
              .waitForRequest(
                  request -> request.url().endsWith("/api/dashboards/me?refresh=true"),
                  () -> visitor.button("Refresh").click());
      assertThat(asked.response().status()).isEqualTo(200);
    }
  }

  @Test
  void barOfAYear_opensTheStudentsThatItCounts() {
    JsonNode grade =
        dashboard("school.admin").at("/widgets/students_by_grade/data/grades/0");
    try (Visitor visitor = SERVER.visitor()) {
      visitor.logIn("school.admin");
      var canvas = visitor.widget("students_by_grade").locator("canvas");
      canvas.scrollIntoViewIfNeeded();
      double height = canvas.boundingBox().height;
      canvas.click(
          new com.microsoft.playwright.Locator.ClickOptions().setPosition(70, height * 0.6));
      visitor.page().waitForURL("**/#/people?**");
      assertThat(visitor.page().locator(".count")).hasText(grade.path("students").asInt() + " found");
    }
  }

  @Test
  void figure_opensTheListThatItCounts_andTheTableOfAChartToo() {
    try (Visitor visitor = SERVER.visitor()) {
      visitor.logIn("super.admin");
      visitor.widget("users_by_role").getByRole(AriaRole.LINK, link("Teacher")).click();
      assertThat(visitor.page().locator(".count")).hasText("90 found");
      visitor.go("#/dashboards/school-admin/2");
      visitor.widget("students_by_grade").getByText("As a table").click();
      visitor.widget("students_by_grade").locator("tbody a").first().click();
      visitor.page().waitForURL("**/#/people?**");
      assertThat(visitor.page().locator("tbody tr").first()).isVisible();
    }
  }

  private static com.microsoft.playwright.Locator.GetByRoleOptions link(String name) {
    return new com.microsoft.playwright.Locator.GetByRoleOptions().setName(name).setExact(true);
  }

  @Test
  void german_hasAWordForEveryEnglishOne_andItIsKept() {
    try (Visitor visitor = SERVER.visitor()) {
      Object missing =
          visitor
              .page()
              .evaluate(
                  """
                  async () => {
                    const base = document.querySelector('script[src]').src;
                    const load = async (tag) => (await import(new URL(`words/${tag}.js`, base))).default;
                    const keys = (words, at) => Object.entries(words).flatMap(([key, value]) =>
                      typeof value === 'object' ? keys(value, at + key + '.') : [at + key + ':' + typeof value]);
                    const [en, de] = [keys(await load('en'), ''), keys(await load('de'), '')];
                    return JSON.stringify([
                      en.filter((key) => !de.includes(key)),
                      de.filter((key) => !en.includes(key) && !key.startsWith('rules.')),
                    ]);
                  }
                  """);
      assertThat(missing).isEqualTo("[[],[]]");
      visitor.logIn("teacher");
      visitor.page().locator(".menu summary").click();
      visitor.page().locator(".menu select").selectOption("de");
      assertThat(visitor.page().locator("h1")).hasText("Hallo, Finn");
      visitor.page().reload();
      assertThat(visitor.page().locator("h1")).hasText("Hallo, Finn");
      assertThat(visitor.page().locator("html")).hasAttribute("lang", "de");
    }
  }
}
