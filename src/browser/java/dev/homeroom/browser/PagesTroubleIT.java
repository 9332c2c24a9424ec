package dev.homeroom.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import dev.homeroom.testkit.Client;
import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the pages say of wrong addresses, broken answers, lost rights, wrong clocks, long names. */
@Tag("browser")
@ResourceLock(PagesServer.NAME)
class PagesTroubleIT {
  @RegisterExtension static final PagesServer SERVER = new PagesServer();

  private static Locator place(Visitor visitor, String name) {
    return visitor
        .page()
        .getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(name).setExact(true));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "#/nothing%E0%A4%A",
        "#/toString",
        "#/__proto__",
        "#/invoices/toString/1",
        "#/daily/2026-99-99"
      })
  void addressThatIsNone_isSaidToLeadNowhere(String address) {
    try (Visitor visitor = SERVER.visitor().logIn("staff.2").go(address)) {
      assertThat(visitor.page().locator("h1")).hasText("There is nothing here");
      place(visitor, "Dashboard").click();
      assertThat(visitor.widget("reorder")).isVisible();
    }
  }

  @Test
  void answerThatIsNone_isSaid_andTriedAgain() {
    try (Visitor visitor = SERVER.visitor().logIn("school.admin.2")) {
      Route.FulfillOptions portal =
          new Route.FulfillOptions().setContentType("text/html").setBody("<html>Wi-Fi</html>");
      visitor.page().route("**/api/users?*", route -> route.fulfill(portal));
      visitor.go("#/people");
      assertThat(visitor.page().locator(".message.bad")).containsText("There is no connection");
      visitor.page().unroute("**/api/users?*");
      visitor.button("Try again").click();
      assertThat(visitor.page().locator("tbody tr").first()).isVisible();
    }
  }

  /** An answer that broke off is asked for as a whole, not for what has changed since. */
  @Test
  void dashboardThatBrokeOff_comesWithTheNextAnswer() {
    try (Visitor visitor = SERVER.visitor()) {
      visitor
          .page()
          .route(
              AlteredAnswers.OWN_DASHBOARD,
              route ->
                  route.fulfill(
                      new Route.FulfillOptions().setResponse(route.fetch()).setBody("{")),
              new Page.RouteOptions().setTimes(1));
      visitor.logIn("student.2");
      assertThat(visitor.widget("grades")).isVisible();
    }
  }

  @Test
  void startWithoutTheServer_isSaid_andTheWayToTheDashboardWorks() {
    try (Visitor visitor = SERVER.visitor().logIn("student.2").expecting("ERR_")) {
      visitor.page().route("**/api/auth/refresh", Route::abort);
      visitor.page().reload();
      assertThat(visitor.page().locator("h1")).hasText("No connection");
      visitor.page().unroute("**/api/auth/refresh");
      visitor.text("To the dashboard").click();
      assertThat(visitor.widget("grades")).isVisible();
    }
  }

  @Test
  void moduleThatDoesNotCome_isSaid_andTheWayOutWorks() {
    try (Visitor visitor = SERVER.visitor().logIn("student.2").expecting("ERR_")) {
      visitor.page().route("**/router.js", Route::abort);
      visitor.page().reload();
      Locator missing = visitor.text("Homeroom did not load. Try again.");
      assertThat(missing).isVisible();
      visitor.page().unroute("**/router.js");
      missing.click();
      assertThat(visitor.widget("grades")).isVisible();
      assertThat(missing).hasCount(0);
    }
  }

  @Test
  void rightThatWasTakenAway_endsWithWhatItHasShown() {
    try (Visitor visitor = SERVER.visitor().logIn("teacher.2").expecting("403")) {
      assertThat(visitor.widget("students_at_risk")).isVisible();
      Route.FulfillOptions refusal =
          new Route.FulfillOptions().setStatus(403).setBody("{\"code\":\"FORBIDDEN\"}");
      visitor.page().route(AlteredAnswers.OWN_DASHBOARD, route -> route.fulfill(refusal));
      assertThat(visitor.page().locator("h1")).hasText("This is not for you");
      assertThat(visitor.page().locator("main .card")).hasCount(0);
      visitor.page().unroute(AlteredAnswers.OWN_DASHBOARD);
      assertThat(visitor.widget("students_at_risk")).isVisible();
    }
  }

  @Test
  void widgetThatCannotBeDrawn_leavesTheOthersAlone() {
    try (Visitor visitor = SERVER.visitor().expecting("cannot be drawn")) {
      AlteredAnswers.ofDashboard(
          visitor,
          widgets ->
              ((ObjectNode) widgets.at("/notices/data")).putArray("announcements").addNull());
      visitor.logIn("teacher.2");
      assertThat(visitor.widget("notices")).containsText("cannot be shown at the moment");
      assertThat(visitor.widget("class_averages").locator("progress").first()).isVisible();
    }
  }

  /** The clock of the browser is five years ahead: the day is the server's. */
  @Test
  void wrongClock_opensTheRightDay() {
    try (Visitor visitor = SERVER.nobody()) {
      visitor.page().clock().setFixedTime("2031-01-01T12:00:00Z");
      visitor.come().logIn("school.admin");
      place(visitor, "Absences").click();
      assertThat(visitor.page().locator(".count")).isVisible();
      String year = Integer.toString(LocalDate.now(java.time.ZoneOffset.UTC).getYear());
      assertThat(visitor.page().locator("h1")).containsText(year);
    }
  }

  @Test
  void filter_isThatOfTheAddress_whereverItCameFrom() {
    try (Visitor visitor = SERVER.visitor().logIn("school.admin.2").go("#/people")) {
      Locator role = visitor.page().locator("select[name=role]");
      for (String each : new String[] {"STAFF", "TEACHER", "", "STAFF", "TEACHER"}) {
        role.selectOption(each);
        visitor.page().waitForURL(url -> each.isEmpty() || url.endsWith("role=" + each));
      }
      place(visitor, "People").click();
      visitor.page().waitForURL("**/#/people");
      assertThat(role).hasValue("");
      visitor.go("#/people?role=STAFF");
      assertThat(role).hasValue("STAFF");
    }
  }

  @Test
  void searchThatIsLeftWhileTyping_doesNotChangeTheNextPagesAddress() {
    try (Visitor visitor = SERVER.visitor().logIn("school.admin.2").go("#/people")) {
      visitor.page().evaluate("() => { window.waits = []; const later = setTimeout;"
          + " window.setTimeout = (act, ms) => ms === 250 ? waits.push(act) : later(act, ms); }");
      visitor.page().locator("input[type=search]").fill("fin");
      place(visitor, "Dashboard").click();
      assertThat(visitor.widget("absences")).isVisible();
      Object waited =
          visitor
              .page()
              .evaluate("() => { waits.forEach((act) => act()); return waits.length; }");
      assertThat(waited).isEqualTo(1);
      assertThat(visitor.page().evaluate("() => location.hash")).isEqualTo("#/");
    }
  }

  @Test
  void longNamesAndLetters_fitOnADeskAndOnAPhone() {
    Client client = SERVER.client();
    String admin = SERVER.login("school.admin.3");
    String school = client.get("/api/auth/me", admin).json().path("school_id").asText();
    Map<String, String> names =
        Map.of("long", "W".repeat(200), "emoji", "👩‍🏫 Emoji", "arabic", "محمد عبد الله (10/5)");
    names.forEach(
        (login, name) -> {
          String body =
              "{\"name\":\"%s\",\"username\":\"%s\",\"roles\":[\"STUDENT\"],\"school_id\":\"%s\"}"
                  .formatted(name, "named-" + login, school);
          String id = client.post("/api/users", admin, body).json().path("id").asText();
          for (Look look : new Look[] {Look.DESK, Look.PHONE}) {
            try (Visitor visitor = SERVER.visitor(look).logIn("school.admin.3")) {
              for (String place : new String[] {"#/person/", "#/dashboards/student/"}) {
                visitor.go(place + id);
                assertThat(visitor.page().locator("h1")).hasText(name);
                assertThat(
                        (Integer)
                            visitor
                                .page()
                                .evaluate(
                                    "() => document.documentElement.scrollWidth - innerWidth"))
                    .as(login)
                    .isNotPositive();
              }
            }
          }
        });
  }

  @Test
  void initial_isAWholeLetter() {
    try (Visitor visitor = SERVER.visitor()) {
      AlteredAnswers.of(visitor, "**/api/auth/me", me -> me.put("name", "👩‍🏫 Emoji"));
      visitor.logIn("staff.2");
      assertThat(visitor.page().locator(".menu .initial")).hasText("👩‍🏫");
    }
  }
}
