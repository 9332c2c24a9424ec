package dev.homeroom.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import dev.homeroom.testkit.Client;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Log in, stay logged in over a reload, and log out. */
@Tag("browser")
@ResourceLock(PagesServer.NAME)
class PagesLoginIT {
  @RegisterExtension static final PagesServer SERVER = new PagesServer();

  @ParameterizedTest
  @CsvSource({
    "super.admin, The district",
    "school.admin, Lindenhof School",
    "teacher, 'Hello, Finn'",
    "staff, 'Hello, Uma'",
    "student, 'Hello, Elif'",
    "parent, 'Hello, Carla'"
  })
  void everyRole_logsIn_reloads_andLogsOut(String username, String title) {
    try (Visitor visitor = SERVER.visitor()) {
      visitor.logIn(username);
      assertThat(visitor.page().locator("h1")).hasText(title);

      visitor.page().reload();
      assertThat(visitor.page().locator("h1")).hasText(title);

      visitor.page().locator(".menu summary").click();
      visitor.button("Log out").click();
      assertThat(visitor.button("Log in")).isVisible();
      visitor.page().reload();
      assertThat(visitor.button("Log in")).isVisible();
      assertThat(visitor.page().context().cookies()).isEmpty();
    }
  }

  @Test
  void token_isNowhereAScriptOfAnotherPageCouldFindIt() {
    try (Visitor visitor = SERVER.visitor()) {
      visitor.logIn("teacher");
      Object kept =
          visitor
              .page()
              .evaluate(
                  "() => JSON.stringify([{...localStorage}, {...sessionStorage}, document.cookie,"
                      + " location.href])");
      assertThat((String) kept).contains("homeroom.session").doesNotContain("eyJ");
      assertThat(visitor.page().context().cookies())
          .singleElement()
          .satisfies(
              cookie -> {
                assertThat(cookie.httpOnly).isTrue();
                assertThat(cookie.path).isEqualTo("/api/auth");
              });
    }
  }

  @Test
  void wrongPassword_isSaidInWords_andTheNameStays() {
    try (Visitor visitor = SERVER.visitor().expecting("401")) {
      visitor.page().getByLabel("User name").fill("teacher.2");
      visitor.page().getByLabel("Password", exact()).fill("not the right password");
      visitor.button("Log in").click();
      assertThat(visitor.page().getByRole(com.microsoft.playwright.options.AriaRole.ALERT))
          .hasText("User name or password is not right.");
      assertThat(visitor.page().getByLabel("User name")).hasValue("teacher.2");
    }
  }

  @Test
  void accessTokenThatIsRefused_isRenewedInSilence() {
    try (Visitor visitor = SERVER.visitor().expecting("401")) {
      visitor.logIn("staff.2");
      SERVER.endAccessTokens();
      visitor.go("#/inventory");
      assertThat(visitor.page().locator("tbody tr").first()).isVisible();
      assertThat(visitor.page().locator("dialog")).hasCount(0);
    }
  }

  @Test
  void code_isRedeemed_andThePasswordChanged() {
    Client client = SERVER.client();
    String admin = SERVER.login("school.admin.3");
    String school =
        client.get("/api/auth/me", admin).json().path("school_id").asText();
    String made =
        client
            .post(
                "/api/users",
                admin,
                "{\"name\":\"Nora New\",\"username\":\"nora\",\"roles\":[\"STAFF\"],\"school_id\":\""
                    + school
                    + "\"}")
            .json()
            .path("id")
            .asText();
    String code =
        client.post("/api/users/" + made + "/invite", admin, null).json().path("code").asText();
    try (Visitor visitor = SERVER.visitor().expecting("400")) {
      Page page = visitor.page();
      page.getByText("I have a one-time code").click();
      // The login's form has a field of the same name.
      assertThat(page.locator("h1")).hasText("Set your password");
      page.getByLabel("User name").fill("nora");
      page.getByLabel("One-time code").fill(code.toLowerCase(java.util.Locale.ROOT));
      page.getByLabel("New password").fill("short");
      visitor.button("Set password and log in").click();
      assertThat(page.locator("[aria-invalid=true]")).hasAttribute("name", "password");
      page.getByLabel("New password").fill("the goats go over the hill");
      visitor.button("Set password and log in").click();
      assertThat(page.locator("h1")).hasText("Hello, Nora");

      visitor.go("#/password");
      page.getByLabel("Present password").fill("the goats go over the hill");
      page.getByLabel("New password").fill("the goats come back at dusk");
      visitor.button("Change password").click();
      assertThat(page.locator(".message.good")).containsText("You are logged out everywhere else");
      page.reload();
      assertThat(page.locator(".menu")).isVisible();
    }
    assertThat(client.tryLogin("nora", "the goats come back at dusk").status()).isEqualTo(200);
  }

  private static Page.GetByLabelOptions exact() {
    return new Page.GetByLabelOptions().setExact(true);
  }
}
