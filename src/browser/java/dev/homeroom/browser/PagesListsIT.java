package dev.homeroom.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.Media;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.ResourceLock;

/** A click on a figure or a bar opens the list that it counts; lists are printed and saved. */
@Tag("browser")
@ResourceLock(PagesServer.NAME)
class PagesListsIT {
  @RegisterExtension static final PagesServer SERVER = new PagesServer();

  private static JsonNode widgets(String username) {
    return SERVER
        .client()
        .get("/api/dashboards/me", SERVER.login(username))
        .json()
        .at("/data/widgets");
  }

  private static Locator link(Locator in, String name) {
    return in.getByRole(AriaRole.LINK, new Locator.GetByRoleOptions().setName(name));
  }

  /** The last school day on which somebody was absent. */
  private static JsonNode dayOfAbsence(JsonNode widgets) {
    JsonNode found = null;
    for (JsonNode day : widgets.at("/absences/data/by_day")) {
      found = day.path("absent").asInt() > 0 ? day : found;
    }
    return found;
  }

  @Test
  void barOfAbsences_opensThatDaysList_whichHasAsManyAsItCounts() {
    JsonNode day = dayOfAbsence(widgets("school.admin"));
    String date = day.path("date").asText();
    try (Visitor visitor = SERVER.visitor().logIn("school.admin")) {
      Locator card = visitor.widget("absences");
      card.getByText("As a table").click();
      card.locator("tbody a[href*='" + date + "']").click();
      visitor.page().waitForURL("**/#/daily/" + date + "**");
      visitor.settle();
      visitor.page().locator("select[name=mark]").selectOption("absent");
      assertThat(visitor.page().locator(".count")).hasText(day.path("absent").asInt() + " found");
      assertThat(visitor.page().locator("main > .scroll tbody tr"))
          .hasCount(day.path("absent").asInt());
      assertThat(visitor.page().locator("th", named("Parents"))).isVisible();
    }
  }

  private static Page.LocatorOptions named(String name) {
    return new Page.LocatorOptions().setHasText(name);
  }

  @Test
  void figureOfAbsences_opensTheListOfToday() {
    int absent = widgets("school.admin").at("/absences/data/absent").asInt();
    try (Visitor visitor = SERVER.visitor().logIn("school.admin")) {
      link(visitor.widget("absences"), "Absent: " + absent).click();
      visitor.page().waitForURL("**/#/daily/*mark=absent");
      assertThat(visitor.page().locator(".count")).hasText(absent + " found");
    }
  }

  @Test
  void callList_isPrintedWithNamesAndParents_andWithoutButtons() {
    String date = dayOfAbsence(widgets("school.admin")).path("date").asText();
    try (Visitor visitor = SERVER.visitor().logIn("school.admin")) {
      visitor.go("#/daily/" + date);
      Page page = visitor.page();
      page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));
      assertThat(page.locator("h1")).isVisible();
      assertThat(page.locator(".head .sub")).containsText("as of");
      assertThat(page.locator("main > .scroll tbody tr").first()).isVisible();
      assertThat(page.locator(".filters")).isHidden();
      assertThat(visitor.button("CSV")).isHidden();
      assertThat(page.locator("header.bar")).isHidden();
      assertThat(
              (Boolean)
                  page.evaluate(
                      "() => { const list = document.querySelector('main > .scroll');"
                          + " return list.scrollHeight <= list.clientHeight + 1; }"))
          .as("the whole list is on paper")
          .isTrue();
    }
  }

  @Test
  void callList_isSavedAsATable() throws IOException {
    String date = dayOfAbsence(widgets("school.admin")).path("date").asText();
    try (Visitor visitor = SERVER.visitor().logIn("school.admin")) {
      visitor.go("#/daily/" + date + "?mark=absent");
      Download saved = visitor.page().waitForDownload(() -> visitor.button("CSV").click());
      assertThat(saved.suggestedFilename()).isEqualTo("absences-" + date + ".csv");
      String text = Files.readString(saved.path(), StandardCharsets.UTF_8);
      assertThat(text).startsWith("\uFEFFStudent,Year,Class,Mark,");
      assertThat(text.lines().skip(1)).isNotEmpty().anyMatch(line -> line.contains(",absent,"));
    }
  }

  @Test
  void teachersList_hasTheOwnClasses_andNoParents() {
    String date =
        SERVER.sql().text("select max(on_date) from attendance_sheet where class_id = 1");
    try (Visitor visitor = SERVER.visitor().logIn("teacher")) {
      visitor.page().getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Absences"))
          .click();
      assertThat(visitor.page().locator(".head .sub")).containsText("your classes");
      visitor.go("#/daily/" + date);
      assertThat(visitor.page().locator(".count")).isVisible();
      assertThat(visitor.page().locator("th", named("Parents"))).hasCount(0);
      visitor.page().getByLabel("The day before").click();
      visitor.page().waitForURL(url -> !url.contains(date));
      assertThat(visitor.page().locator(".count")).isVisible();
    }
  }

  @Test
  void feeFigures_openTheInvoicesThatTheyCount() {
    long open =
        SERVER
            .sql()
            .number(
                "select count(*) from invoice i where i.school_id ="
                    + " (select school_id from person p join account a on a.person_id = p.id"
                    + " where a.username = 'staff') and i.issued_on <= current_date and i.amount >"
                    + " (select coalesce(sum(amount), 0) from payment where invoice_id = i.id)");
    String month =
        widgets("school.admin").at("/fees_by_month/data/months/0/month").asText();
    try (Visitor visitor = SERVER.visitor().logIn("school.admin")) {
      link(visitor.widget("fees_by_month"), "Open:").click();
      visitor.page().waitForURL("**/#/invoices?*state=open");
      assertThat(visitor.page().locator(".count")).hasText(open + " found");
      visitor.go("#/");
      visitor.widget("fees_by_month").getByText("As a table").click();
      visitor.widget("fees_by_month").locator("tbody a[href*='" + month + "']").click();
      visitor.page().waitForURL("**/#/invoices?*month=" + month);
      assertThat(visitor.page().locator("tbody tr").first()).isVisible();
      assertThat(visitor.page().locator(".chip")).isVisible();
    }
    try (Visitor visitor = SERVER.visitor().logIn("staff")) {
      link(visitor.widget("open_invoices"), "Open:").click();
      assertThat(visitor.page().locator(".count")).hasText(open + " found");
    }
  }

  @Test
  void family_seesItsInvoices_andEachChildsDay() {
    JsonNode child = widgets("parent").at("/children/data/children/0");
    JsonNode today = child.at("/widgets/attendance/data/today");
    try (Visitor visitor = SERVER.visitor().logIn("parent")) {
      Locator shown = visitor.page().locator(".child").first();
      assertThat(shown.locator(".state .badge")).hasCount(today.isEmpty() ? 0 : 1);
      assertThat(shown.locator(".lessons .badge")).hasCount(marked(today));
      link(shown, child.path("name").asText()).click();
      assertThat(visitor.page().locator("#widget-attendance")).isVisible();
      visitor.go("#/invoices/family/" + SERVER.sql().text(
          "select person_id from account where username = 'parent'"));
      assertThat(visitor.page().locator("tbody tr").first()).isVisible();
      assertThat(visitor.text(child.path("name").asText())).isVisible();
    }
  }

  private static int marked(JsonNode today) {
    int marked = 0;
    for (JsonNode each : today) {
      marked += each.path("mark").isNull() ? 0 : 1;
    }
    return marked;
  }

  /** What a teacher takes today, the parent reads without a reload. */
  @Test
  void markOfToday_isShownToTheParent() {
    JsonNode child = null;
    for (JsonNode each : widgets("parent").at("/children/data/children")) {
      child = each.path("name").asText().startsWith("Elif") ? each : child;
    }
    try (Visitor parent = SERVER.visitor().logIn("parent")) {
      Locator shown = parent.page().locator(".child", named("Elif Eriksen"));
      for (JsonNode lesson : child.at("/widgets/attendance/data/today")) {
        String path =
            "/api/classes/"
                + lesson.path("class_id").asText()
                + "/attendance/"
                + child.at("/widgets/today/data/date").asText();
        String admin = SERVER.login("school.admin");
        StringBuilder marks = new StringBuilder();
        for (JsonNode mark : SERVER.client().get(path, admin).json().path("marks")) {
          String student = mark.path("student_id").asText();
          String given = student.equals(child.path("student_id").asText()) ? "late" : "present";
          marks
              .append(marks.isEmpty() ? "" : ",")
              .append("{\"student_id\":\"%s\",\"mark\":\"%s\"}".formatted(student, given));
        }
        assertThat(
                SERVER.client().put(path, admin, "{\"marks\":[" + marks + "]}").status())
            .isEqualTo(200);
        assertThat(shown.locator(".state .badge")).hasText("Late");
        assertThat(shown.locator(".lessons .badge").first()).isVisible();
        return;
      }
      assertThat(shown.locator(".state .badge")).hasCount(0);
    }
  }

  @Test
  void threeClicks_giveAClassItsOneTimeCodes() {
    try (Visitor visitor = SERVER.visitor().logIn("school.admin")) {
      visitor
          .page()
          .getByRole(
              AriaRole.LINK, new Page.GetByRoleOptions().setName("Classes").setExact(true))
          .click();
      Locator first = visitor.page().locator("main > .scroll tbody a").first();
      String name = first.innerText();
      first.click();
      assertThat(visitor.page().locator(".head .sub")).hasText(name);
      visitor.button("One-time codes").click();
      assertThat(visitor.page().locator(".message.note")).isVisible();
    }
  }
}
