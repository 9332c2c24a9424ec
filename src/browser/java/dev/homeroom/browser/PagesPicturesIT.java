package dev.homeroom.browser;

import com.microsoft.playwright.Page;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.ResourceLock;

/** Takes a picture of each page in each look, into {@code target/pictures}, to be looked at. */
@Tag("pictures")
@ResourceLock(PagesServer.NAME)
class PagesPicturesIT {
  @RegisterExtension static final PagesServer SERVER = new PagesServer();

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
            visitor
                .page()
                .screenshot(
                    new Page.ScreenshotOptions()
                        .setFullPage(true)
                        .setPath(
                            Path.of(
                                "target/pictures",
                                place.name() + "-" + look.shortName() + "-de.png")));
          });
    }
  }

  @Test
  void everyPage_byDayAndNight_atADeskAndOnAPhone() {
    for (Look look :
        List.of(Look.DESK, Look.DESK.byNight(), Look.PHONE, Look.PHONE.byNight())) {
      Places.visit(
          SERVER,
          SERVER::visitor,
          look,
          (place, visitor) ->
              visitor
                  .page()
                  .screenshot(
                      new Page.ScreenshotOptions()
                          .setFullPage(true)
                          .setPath(
                              Path.of(
                                  "target/pictures",
                                  place.name() + "-" + look.shortName() + ".png"))));
    }
  }
}
