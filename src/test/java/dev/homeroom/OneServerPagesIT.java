package dev.homeroom;

import static org.assertj.core.api.Assertions.assertThat;

import dev.homeroom.testkit.Client;
import dev.homeroom.testkit.Client.Answer;
import dev.homeroom.testkit.DemoServer;
import dev.homeroom.testkit.OnDemoServer;
import dev.homeroom.testkit.Problems;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How the page and its files are given out, and the headers by which browsers guard them. */
@OnDemoServer
class OneServerPagesIT {
  @RegisterExtension static final DemoServer DEMO = new DemoServer();

  private static final Pattern MAIN = Pattern.compile("page/[0-9a-f]{16}/main\\.js");

  private static Client client;
  private static String main;

  @BeforeAll
  static void findMain() {
    client = DEMO.client();
    Matcher found = MAIN.matcher(client.send("GET", "/", null).text());
    assertThat(found.find()).isTrue();
    main = "/" + found.group();
  }

  @Test
  void page_isAskedForAgain_andUnchangedOnesCostNoBody() {
    Answer page = client.send("GET", "/", null);
    assertThat(page.status()).isEqualTo(200);
    assertThat(page.header("Content-Type")).isEqualTo("text/html; charset=UTF-8");
    assertThat(page.header("Cache-Control")).isEqualTo("no-cache");
    Answer again = client.send("GET", "/", null, "If-None-Match", page.header("ETag"));
    assertThat(again.status()).isEqualTo(304);
    assertThat(again.text()).isEmpty();
    assertThat(client.send("GET", "/", null, "If-None-Match", "\"other\"").status()).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource({
    "main.js, text/javascript; charset=UTF-8",
    "words/de.js, text/javascript; charset=UTF-8",
    "vendor/lit-html.js, text/javascript; charset=UTF-8",
    "vendor/chart.js, text/javascript; charset=UTF-8",
    "vendor/pico.css, text/css; charset=UTF-8",
    "icon.svg, image/svg+xml"
  })
  void file_ofThePresentFingerprint_isKeptForAYear(String name, String type) {
    Answer file = client.send("GET", main.replace("main.js", name), null);
    assertThat(file.status()).isEqualTo(200);
    assertThat(file.header("Content-Type")).isEqualTo(type);
    assertThat(file.header("Cache-Control")).isEqualTo("public, max-age=31536000, immutable");
    assertThat(file.header("Content-Encoding")).isEmpty();
    assertThat(file.header("Vary")).isEqualTo("Accept-Encoding");
  }

  @Test
  void file_ofAnotherFingerprint_isGiven_butNotKept() {
    Answer file = client.send("GET", "/page/0123456789abcdef/main.js", null);
    assertThat(file.status()).isEqualTo(200);
    assertThat(file.header("Cache-Control")).isEqualTo("no-cache");
  }

  @Test
  void file_forWhoTakesGzip_isCompressed_underATagOfItsOwn() {
    Answer plain = client.send("GET", main, null);
    Answer compressed = client.send("GET", main, null, "Accept-Encoding", "gzip");
    assertThat(compressed.header("Content-Encoding")).isEqualTo("gzip");
    assertThat(compressed.header("ETag")).isNotEqualTo(plain.header("ETag"));
    assertThat(Integer.parseInt(compressed.header("Content-Length")))
        .isLessThan(Integer.parseInt(plain.header("Content-Length")));
  }

  @Test
  void page_mayLoadItsOwnFilesAlone_andRunsNoText() {
    Answer answer = client.send("GET", "/", null);
    assertThat(answer.header("Content-Security-Policy"))
        .contains(
            "default-src 'none'",
            "script-src 'self';",
            "style-src 'self';",
            "img-src 'self' data:;",
            "object-src 'none'",
            "base-uri 'none'",
            "frame-ancestors 'none'",
            "require-trusted-types-for 'script'; trusted-types lit-html")
        .doesNotContain("unsafe", "*");
    requireOthers(answer);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/auth/me",
        "/api/nothing",
        "/api/auth/jwks",
        "/api/%FF",
        "/page/0/main.js",
        "/page/0/nothing.js",
        "/page/",
        "/openapi",
        "/openapi/ui/nothing",
        "/nothing",
        "/internal/cache-stats"
      })
  void everyOtherAnswer_errorsToo_mayDoNothing(String path) {
    Answer answer = client.send("GET", path, null);
    assertThat(answer.header("Content-Security-Policy"))
        .isEqualTo("default-src 'none'; frame-ancestors 'none'");
    requireOthers(answer);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/health", "/health/ready", "/metrics"})
  void libertysOwnPages_mayDoNothing(String path) {
    Answer answer = client.send("GET", path, null);
    assertThat(answer.header("Content-Security-Policy"))
        .isEqualTo("default-src 'none'; frame-ancestors 'none'");
    requireOthers(answer);
  }

  private static void requireOthers(Answer answer) {
    assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
    assertThat(answer.header("Referrer-Policy")).isEqualTo("no-referrer");
    assertThat(answer.header("Cross-Origin-Opener-Policy")).isEqualTo("same-origin");
    assertThat(answer.header("Server") + answer.header("X-Powered-By")).isEmpty();
  }

  @Test
  void https_isRememberedForAYear_andPlainHttpSaysNothingOfIt() {
    Answer secure = client.send("GET", "/", null, "Forwarded", "for=192.0.2.1;proto=https");
    assertThat(secure.header("Strict-Transport-Security")).isEqualTo("max-age=31536000");
    assertThat(client.send("GET", "/", null).header("Strict-Transport-Security")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/index.html",
        "/page/0/vendor/package.json",
        "/page/0/../index.html",
        "/webjars/lit-html/3.3.2/lit-html.js",
        "/META-INF/resources/webjars/lit-html/3.3.2/lit-html.js"
      })
  void whatIsNotNamed_isNotGivenOut(String path) {
    assertThat(client.send("GET", path, null).status()).isIn(400, 404);
    Problems.require(client.send("GET", "/page/0/nothing.js", null), 404);
  }
}
