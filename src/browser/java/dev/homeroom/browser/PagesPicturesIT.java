package dev.homeroom.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.Media;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Takes a picture of each page in each look, into {@code target/pictures}, to be looked at. */
@Tag("pictures")
@ResourceLock(PagesServer.NAME)
class PagesPicturesIT {
  @RegisterExtension static final PagesServer SERVER = new PagesServer();

  private static final List<Look> LOOKS =
      List.of(Look.DESK, Look.DESK.byNight(), Look.PHONE, Look.PHONE.byNight());

  private static void take(Visitor visitor, String name) {
    visitor
        .page()
        .screenshot(
            new Page.ScreenshotOptions()
                .setFullPage(true)
                .setPath(Path.of("target/pictures", name + ".png")));
  }

  /** Words are longer: nothing may be cut. */
  @Test
  void everyPage_inGerman() {
    for (Look look : List.of(Look.DESK, Look.PHONE)) {
      Places.visit(
          SERVER,
          SERVER::visitor,
          look,
          (place, visitor) -> {
            visitor.page().evaluate("() => localStorage.setItem('homeroom.language', 'de')");
            visitor.page().reload();
            visitor.settle();
            take(visitor, place.name() + "-" + look.shortName() + "-de");
          });
    }
  }

  @Test
  void everyPage_byDayAndNight_atADeskAndOnAPhone() {
    for (Look look : LOOKS) {
      Places.visit(
          SERVER,
          SERVER::visitor,
          look,
          (place, visitor) -> take(visitor, place.name() + "-" + look.shortName()));
    }
  }

  /** What is put on paper. */
  @Test
  void listsAndFamilies_onPaper() {
    Places.visit(
        SERVER,
        SERVER::visitor,
        Look.DESK.byNight(),
        (place, visitor) -> {
          Page.EmulateMediaOptions media = new Page.EmulateMediaOptions();
          if (List.of("register", "parent", "absences", "family-invoices").contains(place.name())) {
            visitor.page().emulateMedia(media.setMedia(Media.PRINT));
            take(visitor, place.name() + "-paper");
            visitor.page().emulateMedia(media.setMedia(Media.SCREEN));
          }
        });
  }

  /** Those of the README; best on a school day, when attendance is missing. */
  @Test
  void readme() {
    for (String user : List.of("school.admin", "teacher")) {
      boolean isTeacher = user.equals("teacher");
      try (Visitor visitor = SERVER.visitor(isTeacher ? Look.PHONE : Look.DESK).logIn(user)) {
        visitor.settle();
        if (isTeacher) {
          visitor.widget("attendance_to_take").locator("a").first().click();
        }
        assertThat(visitor.page().locator(isTeacher ? ".register li" : "canvas").first())
            .isVisible();
        visitor
            .page()
            .screenshot(
                new Page.ScreenshotOptions()
                    .setPath(
                        Path.of("target/pictures/readme", isTeacher ? "register.png" : "school.png")));
      }
    }
  }

  @ParameterizedTest
  @EnumSource(PageState.class)
  void everyState_ofThreeDashboards(PageState state) {
    for (String user : List.of("teacher", "parent", "school.admin")) {
      for (Look look : LOOKS) {
        String name =
            "%s-%s-%s"
                .formatted(
                    user.replace('.', '-'),
                    look.shortName(),
                    state.name().toLowerCase(Locale.ROOT));
        try (Visitor visitor = SERVER.visitor(look).expecting("ERR_")) {
          if (state != PageState.LOST) {
            AlteredAnswers.ofDashboard(visitor, state::alter);
          }
          visitor.logIn(user).settle();
          if (state == PageState.LOST) {
            visitor.page().route(AlteredAnswers.OWN_DASHBOARD, Route::abort);
            assertThat(visitor.page().locator("main > .message.bad")).isVisible();
          }
          take(visitor, name);
        }
      }
    }
  }
}
