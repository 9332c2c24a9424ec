package dev.homeroom.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Dialog;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import dev.homeroom.testkit.Client;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.ResourceLock;

/** One browser, several people and tabs: nobody sees, or writes, what another has left there. */
@Tag("browser")
@ResourceLock(PagesServer.NAME)
class PagesTabsIT {
  @RegisterExtension static final PagesServer SERVER = new PagesServer();

  /** Opens a register that was taken once, and marks the first pupil late without saving. */
  private static String markedRegisterOf(Visitor visitor, String teacher) {
    String address = SERVER.takenRegisterOf(teacher);
    visitor.logIn(teacher).go(address);
    first(visitor, "late").check();
    return address;
  }

  private static Locator first(Visitor visitor, String mark) {
    return visitor.page().locator(".register li").first().locator("input[value=" + mark + "]");
  }

  private static void logOut(Visitor visitor) {
    visitor.page().locator(".menu summary").click();
    visitor.button("Log out").click();
  }

  private static List<String> accepting(Visitor visitor) {
    List<String> asked = new ArrayList<>();
    visitor
        .page()
        .onDialog(
            dialog -> {
              asked.add(dialog.type());
              dialog.accept();
            });
    return asked;
  }

  @Test
  void unsavedMarks_areAskedFor_andGoneForThePersonWhoLogsInNext() {
    try (Visitor visitor = SERVER.visitor().expecting("403")) {
      final String address = markedRegisterOf(visitor, "teacher.2");
      List<String> asked = accepting(visitor);
      logOut(visitor);
      assertThat(visitor.button("Log in")).isVisible();
      assertThat(asked).containsExactly("confirm");
      visitor.logIn("student.2");
      visitor.go(address);
      assertThat(visitor.text("This is not for you")).isVisible();
      assertThat(visitor.page().locator(".register li")).hasCount(0);
    }
  }

  @Test
  void logoutThatIsNotMeant_keepsTheMarks() {
    try (Visitor visitor = SERVER.visitor()) {
      markedRegisterOf(visitor, "teacher.2");
      visitor.page().onDialog(Dialog::dismiss);
      logOut(visitor);
      assertThat(first(visitor, "late")).isChecked();
      assertThat(visitor.page().locator(".menu")).isVisible();
    }
  }

  @Test
  void otherPersonInAnotherTab_getsBothTabs() {
    try (Visitor visitor = SERVER.visitor().expecting("401")) {
      visitor.logIn("teacher.2");
      final Locator person = visitor.page().locator(".who");
      final String before = person.innerText();
      Page other = visitor.page().context().newPage();
      other.navigate(visitor.address() + "/");
      other.locator(".menu summary").click();
      other.getByText("Log out", new Page.GetByTextOptions().setExact(true)).click();
      assertThat(visitor.button("Log in")).isVisible();
      assertThat(visitor.text(before)).hasCount(0);
      other.getByLabel("User name").fill("school.admin.2");
      other
          .getByLabel("Password", new Page.GetByLabelOptions().setExact(true))
          .fill(Client.DEMO_PASSWORD);
      other.locator("form button").click();
      other.locator(".menu").waitFor();
      String name = other.locator(".who").innerText();
      assertThat(person).hasText(name);
      assertThat(visitor.page().locator("#widget-absences")).isVisible();
    }
  }

  @Test
  void otherPersonInTheDialog_getsNothingOfWhatWasMarked() {
    try (Visitor visitor = SERVER.visitor().expecting("401")) {
      final String address = markedRegisterOf(visitor, "teacher.2");
      List<String> asked = accepting(visitor);
      SERVER.endSessionsOf("teacher.2");
      visitor.button("Save").click();
      Locator dialog = visitor.page().locator("dialog");
      // The keyboard's focus goes there once the dialog is drawn: what is typed meanwhile goes, too.
      assertThat(dialog.getByLabel("Password")).isFocused();
      dialog.getByLabel("User name").fill("school.admin.2");
      dialog.getByLabel("Password").fill(Client.DEMO_PASSWORD);
      logInBy(dialog);
      assertThat(visitor.page().locator("#widget-absences")).isVisible();
      visitor.go(address);
      assertThat(first(visitor, "late")).not().isChecked();
      assertThat(asked).isEmpty();
    }
  }

  /** Again if the server is busy, as it says beside other work. */
  private static void logInBy(Locator dialog) {
    Locator page = dialog.page().locator("#widget-absences");
    for (int tries = 0; tries < 10 && page.count() == 0; tries++) {
      dialog.locator("button").click();
      dialog.locator(".message.bad").or(page).first().waitFor();
    }
  }

  @Test
  void pageThatIsOpenedAnewInAnotherLanguage_asksForItsMarksToo() {
    try (Visitor visitor = SERVER.visitor()) {
      List<String> asked = accepting(visitor);
      String address = SERVER.takenRegisterOf("teacher.2");
      visitor.logIn("teacher.2").go(address);
      visitor.page().locator(".menu summary").click();
      visitor.page().locator(".menu select").selectOption("de");
      assertThat(visitor.button("Speichern")).isVisible();
      Locator other = visitor.page().locator(".register li").first().locator("input:not(:checked)");
      String value = other.first().getAttribute("value");
      first(visitor, value).check();
      visitor.go("#/").go(address);
      assertThat(first(visitor, value)).isChecked();
      visitor.page().reload();
      assertThat(asked).containsExactly("beforeunload");
    }
  }

  @Test
  void reload_asksBeforeALossOfMarksOrOfAHalfFilledForm_andNotWithout() {
    try (Visitor visitor = SERVER.visitor()) {
      List<String> asked = accepting(visitor);
      visitor.logIn("school.admin.2").go("#/people");
      visitor.page().locator("input[type=search]").fill("a");
      visitor.page().reload();
      visitor.settle();
      assertThat(asked).isEmpty();
      visitor.go("#/person/new");
      visitor.page().locator("input[name=email]").fill("half@");
      visitor.page().reload();
      assertThat(asked).containsExactly("beforeunload");
    }
    try (Visitor visitor = SERVER.visitor()) {
      List<String> asked = accepting(visitor);
      markedRegisterOf(visitor, "teacher.2");
      visitor.go("#/");
      visitor.page().reload();
      assertThat(asked).containsExactly("beforeunload");
    }
  }
}
