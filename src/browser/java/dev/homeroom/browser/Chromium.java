package dev.homeroom.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.ReducedMotion;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The Chromium of this machine; none is downloaded. */
public final class Chromium implements AutoCloseable {
  private static final List<String> PLACES =
      List.of("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome");

  /** For a machine that does a lot else, in milliseconds: none is a promise. */
  private static final int LONGEST_WAIT = 90_000;

  private final Playwright playwright;
  private final Browser browser;

  /** Starts it, without a window. */
  Chromium() {
    PlaywrightAssertions.setDefaultAssertionTimeout(LONGEST_WAIT / 3.0);
    playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    browser =
        playwright
            .chromium()
            .launch(
                new BrowserType.LaunchOptions()
                    .setExecutablePath(place())
                    .setArgs(
                        List.of(
                            "--no-sandbox",
                            "--disable-gpu",
                            "--disable-background-networking",
                            "--disable-component-update",
                            "--no-first-run")));
  }

  private static Path place() {
    String given = System.getProperty("chromium.path", "");
    return (given.isEmpty() ? PLACES : List.of(given))
        .stream()
            .map(Path::of)
            .filter(Files::isExecutable)
            .findFirst()
            .orElseThrow(
                () ->
                    new IllegalStateException(
                        "No Chromium here: install Debian's package chromium, or say where it is by"
                            + " -Dchromium.path=…"));
  }

  /** Opens a context of its own: no cookie and no file of another is in it. */
  BrowserContext open(Look look) {
    return patient(browser.newContext(options(look)));
  }

  /** Opens a context in which scripts of the test may be put into the page: for axe. */
  BrowserContext openWithoutPolicy(Look look) {
    return patient(browser.newContext(options(look).setBypassCSP(true)));
  }

  private static BrowserContext patient(BrowserContext context) {
    context.setDefaultTimeout(LONGEST_WAIT);
    return context;
  }

  private static Browser.NewContextOptions options(Look look) {
    return new Browser.NewContextOptions()
        .setViewportSize(look.width(), 900)
        .setColorScheme(look.scheme())
        .setReducedMotion(ReducedMotion.REDUCE)
        .setLocale(look.language())
        // Not the school's: a time that slips into the browser's zone shows.
        .setTimezoneId("Pacific/Auckland");
  }

  @Override
  public void close() {
    browser.close();
    playwright.close();
  }
}
