package dev.homeroom.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.Media;
import dev.homeroom.testkit.Client;
import dev.homeroom.testkit.Promised;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.ResourceLock;

/** Everybody can read every page: by day and night, on a phone, by ear; and it comes quickly. */
@Tag("browser")
@ResourceLock(PagesServer.NAME)
class PagesLooksIT {
  @RegisterExtension static final PagesServer SERVER = new PagesServer();

  private static final long FIRST_VISIT_BYTES = 150_000;
  private static final long SECOND_VISIT_BYTES = 5_000;

  /** Looks for what the narrowest phone shows in part only; returns a line for each. */
  private static final String CUT =
      """
      async () => {
        await new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)));
        const found = [];
        for (const box of document.querySelectorAll('.scroll')) {
          if (box.scrollWidth > box.clientWidth + 1) {
            found.push('wider than the phone: ' + box.ariaLabel);
          }
          if (!box.matches('.long') && box.scrollHeight > box.clientHeight + 1) {
            found.push('short, and cut: ' + box.ariaLabel);
          }
        }
        for (const cell of document.querySelectorAll('td a')) {
          const lines = new Set([...cell.getClientRects()].map((line) => Math.round(line.top)));
          if (lines.size > cell.textContent.trim().split(/\\s+/).length) {
            found.push('a word is broken: ' + cell.textContent);
          }
        }
        const here = document.querySelector('.places [aria-current]')?.getBoundingClientRect();
        if (here && (here.left < 0 || here.right > innerWidth)) {
          found.push('where one is, is out of sight');
        }
        return found;
      }
      """;

  @Test
  void axe_findsNothing_byDayAndNight() {
    List<String> found = new ArrayList<>();
    for (Look look : List.of(Look.DESK, Look.DESK.byNight(), Look.PHONE)) {
      Places.visit(
          SERVER,
          SERVER::withoutPolicy,
          look,
          (place, visitor) ->
              violations(visitor)
                  .forEach(each -> found.add(place.name() + " " + look.shortName() + " " + each)));
    }
    assertThat(found).isEmpty();
  }

  /** Returns what axe finds against WCAG 2.0 to 2.2, A and AA: the rule, where, and what. */
  private static List<String> violations(Visitor visitor) {
    List<String> found = new ArrayList<>();
    new AxeBuilder(visitor.page())
        .withTags(List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"))
        .analyze()
        .getViolations()
        .forEach(
            rule ->
                rule.getNodes()
                    .forEach(node -> found.add(rule.getId() + " " + node.getHtml())));
    return found;
  }

  @Test
  void narrowPhone_scrollsNoPageSideways() {
    Places.visit(
          SERVER,
        SERVER::visitor,
        Look.PHONE,
        (place, visitor) ->
            assertThat(
                    (Integer)
                        visitor
                            .page()
                            .evaluate(
                                "() => document.documentElement.scrollWidth - window.innerWidth"))
                .as(place.name())
                .isNotPositive());
  }

  @Test
  void narrowPhone_showsTablesAndWordsWhole_andWhereOneIs() {
    List<String> found = new ArrayList<>();
    Places.visit(
        SERVER,
        SERVER::visitor,
        Look.PHONE,
        (place, visitor) ->
            ((List<?>) visitor.page().evaluate(CUT))
                .forEach(each -> found.add(place.name() + ": " + each)));
    assertThat(found).isEmpty();
  }

  @Test
  void charts_areWrittenInThePagesFont_inOneSize() {
    try (Visitor visitor = SERVER.nobody()) {
      Page page = visitor.page();
      page.addInitScript(
          "window.fonts = new Set(); const write = CanvasRenderingContext2D.prototype.fillText;"
              + " CanvasRenderingContext2D.prototype.fillText = function (...all) {"
              + " fonts.add(this.font); return write.apply(this, all); }");
      visitor.come().logIn("school.admin").settle();
      assertThat(page.locator("canvas")).hasCount(3);
      page.waitForFunction("() => fonts.size > 0");
      assertThat((List<?>) page.evaluate("() => [...fonts]"))
          .allSatisfy(font -> assertThat(font.toString()).startsWith("12px system-ui"));
    }
  }

  @Test
  void paper_isPrintedAsByDay() {
    try (Visitor visitor = SERVER.visitor(Look.DESK.byNight())) {
      Page page = visitor.page();
      String badge =
          "() => getComputedStyle(document.documentElement).getPropertyValue('--plain-soft')";
      Object night = page.evaluate(badge);
      page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));
      assertThat(page.evaluate(badge)).isEqualTo("#eceae3").isNotEqualTo(night);
    }
  }

  @Test
  void storedScriptInAName_isText() {
    Client client = SERVER.client();
    String admin = SERVER.login("school.admin.3");
    String school = client.get("/api/auth/me", admin).json().path("school_id").asText();
    String name = "<img src=x onerror=alert(1)>\\\"'${1}";
    String body =
        "{\"name\":\"%s\",\"username\":\"scripted\",\"roles\":[\"STUDENT\"],\"school_id\":\"%s\"}"
            .formatted(name, school);
    assertThat(client.post("/api/users", admin, body).status()).isEqualTo(201);
    try (Visitor visitor = SERVER.visitor().logIn("school.admin.3")) {
      visitor.page().onDialog(dialog -> visitor.page().evaluate("() => console.error('ran')"));
      visitor.go("#/people?q=onerror");
      visitor.text("<img src=x onerror=alert(1)>").click();
      assertThat(visitor.page().locator("h1")).hasText("<img src=x onerror=alert(1)>\"'${1}");
      assertThat(visitor.page().locator("main img")).hasCount(0);
    }
  }

  /** Counts the bytes that come over the wire, heads included, without the API's answers. */
  private static long bytes(Page page, Runnable act) {
    AtomicLong sum = new AtomicLong();
    List<String> figures = new ArrayList<>();
    CDPSession session = page.context().newCDPSession(page);
    session.send("Network.enable");
    session.on(
        "Network.requestWillBeSent",
        event -> {
          JsonObject request = event.getAsJsonObject("request");
          if (request.get("url").getAsString().contains("/api/")) {
            figures.add(event.get("requestId").getAsString());
          }
        });
    session.on(
        "Network.loadingFinished",
        event -> {
          if (!figures.contains(event.get("requestId").getAsString())) {
            sum.addAndGet(event.get("encodedDataLength").getAsLong());
          }
        });
    act.run();
    session.detach();
    return sum.get();
  }

  @Test
  void firstVisit_isSmallAndQuick_andTheSecondCostsNextToNothing() {
    try (Visitor visitor = SERVER.nobody()) {
      Page page = visitor.page();
      long first =
          bytes(
              page,
              () -> {
                page.navigate(visitor.address() + "/");
                visitor.logIn("school.admin");
                page.locator("canvas").first().waitFor();
              });
      double paint =
          ((Number)
                  page.evaluate(
                      "() => performance.getEntriesByName('first-contentful-paint')[0].startTime"))
              .doubleValue();
      long second =
          bytes(
              page,
              () -> {
                page.reload();
                page.locator("canvas").first().waitFor();
              });
      System.out.println("pages: " + first + " bytes, " + paint + " ms; then " + second);
      assertThat(first).as("bytes of the first visit").isBetween(60_000L, FIRST_VISIT_BYTES);
      assertThat(second).as("bytes of the second visit").isLessThan(SECOND_VISIT_BYTES);
      if (Promised.areTimesJudged()) {
        assertThat(paint).as("milliseconds to the first paint").isLessThan(1_000);
      }
    }
  }
}
