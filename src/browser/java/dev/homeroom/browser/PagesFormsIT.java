package dev.homeroom.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import dev.homeroom.testkit.Client;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Forms under hasty hands, and under two pairs of hands. */
@Tag("browser")
@ResourceLock(PagesServer.NAME)
class PagesFormsIT {
  @RegisterExtension static final PagesServer SERVER = new PagesServer();

  private static List<Request> writes(Visitor visitor) {
    List<Request> seen = new CopyOnWriteArrayList<>();
    visitor
        .page()
        .onRequest(
            request -> {
              if (!request.method().equals("GET") && !request.url().contains("/api/auth/")) {
                seen.add(request);
              }
            });
    return seen;
  }

  private static Locator row(Visitor visitor, int at) {
    return visitor.page().locator(".register li").nth(at);
  }

  private static Locator mark(Visitor visitor, int at, String mark) {
    return row(visitor, at).locator("input[value=" + mark + "]");
  }

  /** Everybody present, without notes. */
  private static String presentRegisterOf(String teacher) {
    String address = SERVER.takenRegisterOf(teacher);
    put(address, teacher, marks(address, teacher));
    return address;
  }

  private static String path(String address) {
    return address.replaceFirst("#/attendance/(\\d+)/", "/api/classes/$1/attendance/");
  }

  private static ArrayNode marks(String address, String user) {
    JsonNode sheet = SERVER.client().get(path(address), SERVER.login(user)).json();
    sheet
        .path("marks")
        .forEach(each -> ((ObjectNode) each).put("mark", "present").putNull("note"));
    return (ArrayNode) sheet.path("marks");
  }

  private static void put(String address, String user, ArrayNode marks) {
    Client client = SERVER.client();
    String body = "{\"marks\":" + marks + "}";
    assertThat(client.put(path(address), SERVER.login(user), body).status()).isEqualTo(200);
  }

  @Test
  void enterTwice_savesOnce() {
    String address = presentRegisterOf("teacher.2");
    try (Visitor visitor = SERVER.visitor().logIn("teacher.2").go(address)) {
      List<Request> writes = writes(visitor);
      visitor.button("Save").focus();
      visitor.page().keyboard().press("Enter");
      visitor.page().keyboard().press("Enter");
      assertThat(visitor.page().locator("#saved .good")).isVisible();
      assertThat(writes).hasSize(1);
    }
    try (Visitor visitor = SERVER.visitor().logIn("school.admin.2").go("#/person/new")) {
      List<Request> writes = writes(visitor);
      visitor.page().locator("input[name=name]").fill("Doppelt, Dora");
      visitor.page().keyboard().press("Enter");
      visitor.page().keyboard().press("Enter");
      assertThat(visitor.page().locator("h1")).hasText("Doppelt, Dora");
      assertThat(writes).hasSize(1);
    }
  }

  /** The next page is opened by an event of its own; what is typed before is for the form. */
  @ParameterizedTest
  @CsvSource({
    "school.admin.2, #/person/new, 'Einmal, Emil'",
    "super.admin, #/schools/new, Einmal School"
  })
  void formOfSomethingNew_isNotSentAgain_whileTheNextPageOpens(
      String username, String address, String text) {
    try (Visitor visitor = SERVER.visitor()) {
      visitor.logIn(username).go(address);
      List<Request> writes = writes(visitor);
      visitor.page().locator("input[name=name]").fill(text);
      if (address.contains("schools")) {
        visitor.page().locator("input[name=time_zone]").fill("Europe/Berlin");
        visitor.page().locator("input[name=currency]").fill("EUR");
        visitor.page().locator("input[name=plan]").fill("basic");
        visitor.page().locator("input[name=seats]").fill("10");
        visitor.page().locator("input[name=subscribed_until]").fill("2030-07-31");
      }
      // Before the pages' own listener: the form is still there.
      visitor
          .page()
          .evaluate(
              "addEventListener('hashchange', () =>"
                  + " document.querySelector('form button[type=submit]').click(), true)");
      visitor.page().keyboard().press("Enter");
      assertThat(visitor.page().locator("h1")).hasText(text);
      visitor.settle();
      assertThat(writes).hasSize(1);
    }
  }

  @Test
  void markMadeWhileTheServerWorks_stays_andIsSaidToBeUnsaved() {
    String address = presentRegisterOf("teacher.2");
    try (Visitor visitor = SERVER.visitor().logIn("teacher.2").go(address)) {
      List<Route> waiting = new ArrayList<>();
      visitor
          .page()
          .route(
              "**/attendance/*",
              route -> {
                if (route.request().method().equals("PUT")) {
                  waiting.add(route);
                } else {
                  route.resume();
                }
              });
      mark(visitor, 0, "absent").check();
      visitor
          .page()
          .waitForRequest(
              request -> request.method().equals("PUT"), () -> visitor.button("Save").click());
      mark(visitor, 2, "late").check();
      visitor.page().unroute("**/attendance/*");
      waiting.get(0).resume();
      assertThat(visitor.page().locator("#saved .note")).containsText("not saved yet");
      assertThat(mark(visitor, 0, "absent")).isChecked();
      assertThat(mark(visitor, 2, "late")).isChecked();
      visitor.button("Save").click();
      assertThat(visitor.page().locator("#saved .good")).isVisible();
      assertThat(mark(visitor, 2, "late")).isChecked();
    }
  }

  @Test
  void pupilWhoCameMeanwhile_isListed_andTheMarksStay() {
    String address = presentRegisterOf("teacher.2");
    try (Visitor visitor = SERVER.visitor().logIn("teacher.2").expecting("400")) {
      AlteredAnswers.of(
          visitor, "**/attendance/*", sheet -> ((ArrayNode) sheet.path("marks")).remove(0));
      visitor.go(address);
      int before = visitor.page().locator(".register li").count();
      mark(visitor, 5, "late").check();
      String student = row(visitor, 5).getAttribute("data-student");
      visitor.page().unroute("**/attendance/*");
      visitor.button("Save").click();
      assertThat(visitor.page().locator("#saved .bad")).containsText("The list is right now");
      assertThat(visitor.page().locator(".register li")).hasCount(before + 1);
      Locator late = visitor.page().locator("[data-student='" + student + "']");
      assertThat(late.locator("input[value=late]")).isChecked();
      visitor.button("Save").click();
      assertThat(visitor.page().locator("#saved .good")).isVisible();
    }
  }

  private static Page.LocatorOptions named(String name) {
    return new Page.LocatorOptions().setHasText(name);
  }

  @Test
  void noteOfSomebodyElse_isShownBesideMine() {
    String address = presentRegisterOf("teacher.2");
    try (Visitor visitor = SERVER.visitor().logIn("teacher.2").expecting("412").go(address)) {
      ArrayNode theirs = marks(address, "school.admin.2");
      ((ObjectNode) theirs.get(0)).put("mark", "absent").put("note", "the mother called");
      put(address, "school.admin.2", theirs);
      String student = theirs.get(0).path("student_id").asText();
      Locator mine = visitor.page().locator("[data-student='" + student + "']");
      mine.locator("input[value=absent]").check();
      visitor.button("Save").click();
      assertThat(visitor.page().locator("#saved .bad")).containsText("1 mark differs");
      assertThat(mine.locator(".conflict")).containsText("the mother called");
    }
  }

  @Test
  void personChangedBySomebodyElse_bothValuesAreShown_andMineCanBeSaved() {
    Client client = SERVER.client();
    String admin = SERVER.login("school.admin.2");
    String school = client.get("/api/auth/me", admin).json().path("school_id").asText();
    String body =
        "{\"name\":\"Two Hands\",\"roles\":[\"STAFF\"],\"school_id\":\"%s\",\"position\":\"%s\"}";
    String id =
        client.post("/api/users", admin, body.formatted(school, "Cook")).json().path("id").asText();
    try (Visitor visitor =
        SERVER.visitor().logIn("school.admin.2").expecting("412").go("#/person/" + id)) {
      assertThat(visitor.page().locator("h1")).hasText("Two Hands");
      client.put("/api/users/" + id, admin, body.formatted(school, "Nurse"));
      visitor.page().locator("input[name=email]").fill("hands@example.org");
      visitor.button("Save").click();
      assertThat(visitor.page().locator(".message.bad"))
          .containsText("E-mail: Saved: – · yours: hands@example.org");
      assertThat(visitor.page().locator(".message.bad"))
          .containsText("Position: Saved: Nurse · yours: Cook");
      visitor.button("Save").click();
      assertThat(visitor.page().locator(".message.good")).isVisible();
      JsonNode saved = client.get("/api/users/" + id, admin).json().path("data");
      assertThat(saved.path("email").asText()).isEqualTo("hands@example.org");
    }
  }

  private static void change(Locator role) {
    role.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Change")).click();
  }

  @Test
  void ticksOfOneRole_areNotThoseOfTheNext() {
    Client client = SERVER.client();
    String district = SERVER.login("super.admin");
    for (String name : List.of("FIRST_ROLE", "SECOND_ROLE")) {
      String body = "{\"name\":\"" + name + "\",\"permissions\":[\"events:read\"]}";
      assertThat(client.post("/api/roles", district, body).status()).isEqualTo(201);
    }
    try (Visitor visitor = SERVER.visitor().logIn("super.admin").go("#/roles")) {
      Locator first = visitor.page().locator("details.role", named("FIRST_ROLE"));
      first.locator("summary").click();
      change(first);
      Locator grades = visitor.page().locator("article.card input[value='grades:write']");
      grades.check();
      Locator second = visitor.page().locator("details.role", named("SECOND_ROLE"));
      second.locator("summary").click();
      change(second);
      assertThat(visitor.page().locator("article.card h2")).hasText("SECOND_ROLE");
      assertThat(grades).not().isChecked();
      grades.check();
      visitor.button("Save").click();
      assertThat(visitor.page().locator(".message.good")).isVisible();
    }
    assertThat(client.get("/api/roles/SECOND_ROLE", district).json().at("/data/permissions"))
        .extracting(JsonNode::asText)
        .contains("events:read", "grades:write");
  }

  @Test
  void linkOutOfAHalfFilledForm_asksFirst_andSoDoesAStepBack() {
    AtomicBoolean goesOn = new AtomicBoolean();
    try (Visitor visitor = SERVER.visitor().logIn("school.admin.2").go("#/people")) {
      Page page = visitor.page();
      List<String> asked = new CopyOnWriteArrayList<>();
      page.onDialog(
          dialog -> {
            asked.add(dialog.message());
            if (goesOn.get()) {
              dialog.accept();
            } else {
              dialog.dismiss();
            }
          });
      page.locator("main a[href^='#/person/new']").click();
      Locator email = page.locator("input[name=email]");
      email.fill("half@");
      page.locator(".places a[href='#/roles']").click();
      page.waitForCondition(() -> asked.size() == 1);
      assertThat(email).hasValue("half@");
      page.goBack();
      page.waitForCondition(() -> asked.size() == 2);
      assertThat(email).hasValue("half@");
      assertThat(page).hasURL(Pattern.compile("#/person/new"));
      assertThat(asked).allMatch(text -> text.contains("not saved"));
      // Back at the form's address from one that the page has not heard of: nothing is asked.
      page.evaluate(
          "() => new Promise(heard => {"
              + " addEventListener('hashchange', () => setTimeout(heard), { once: true });"
              + " history.pushState(null, '', '#/roles');"
              + " history.back(); })");
      assertThat(asked).hasSize(2);
      assertThat(email).hasValue("half@");
      assertThat(page).hasURL(Pattern.compile("#/person/new"));

      asked.clear();
      goesOn.set(true);
      page.locator(".places a[href='#/roles']").click();
      assertThat(page.locator("h1")).hasText("Roles");
      assertThat(asked).hasSize(1);
      // Nothing is typed here: nothing is asked.
      page.locator(".places a[href='#/people']").click();
      assertThat(page.locator("h1")).hasText("People");
      assertThat(asked).hasSize(1);
    }
  }

  @Test
  void disablingAPersonWhomSomebodyElseChanged_showsTheChange_andCanBeTriedAgain() {
    Client client = SERVER.client();
    String admin = SERVER.login("school.admin.2");
    String school = client.get("/api/auth/me", admin).json().path("school_id").asText();
    String body =
        "{\"name\":\"%s\",\"username\":\"changed.twice\",\"roles\":[\"STAFF\"],\"school_id\":\""
            + school
            + "\"}";
    String id =
        client
            .post("/api/users", admin, body.formatted("Changed Once"))
            .json()
            .path("id")
            .asText();
    try (Visitor visitor =
        SERVER.visitor().logIn("school.admin.2").expecting("412").go("#/person/" + id)) {
      assertThat(visitor.page().locator("h1")).hasText("Changed Once");
      client.put("/api/users/" + id, admin, body.formatted("Changed Twice"));
      visitor.button("Disable").click();
      assertThat(visitor.page().locator(".message.bad")).containsText("Not done");
      assertThat(visitor.page().locator("h1")).hasText("Changed Twice");
      visitor.button("Disable").click();
      assertThat(visitor.page().locator("h1 + .badge")).isVisible();
    }
    JsonNode saved = client.get("/api/users/" + id, admin).json().path("data");
    assertThat(saved.path("state").asText()).isEqualTo("disabled");
    assertThat(saved.path("name").asText()).isEqualTo("Changed Twice");
  }

  @Test
  void otherLanguage_keepsAHalfFilledForm() {
    try (Visitor visitor = SERVER.visitor().logIn("school.admin.2").go("#/person/new")) {
      visitor.page().locator("input[name=email]").fill("half@");
      visitor.page().locator(".menu summary").click();
      visitor.page().locator(".menu select").selectOption("de");
      assertThat(visitor.page().locator("h1")).hasText("Neue Person");
      assertThat(visitor.page().locator("input[name=email]")).hasValue("half@");
    }
  }
}
