package dev.homeroom;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.homeroom.testkit.Client;
import dev.homeroom.testkit.Client.Answer;
import dev.homeroom.testkit.DemoServer;
import dev.homeroom.testkit.OnDemoServer;
import dev.homeroom.testkit.Problems;
import dev.homeroom.testkit.Promised;
import dev.homeroom.testkit.ServerLogs;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
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

  private static final int HANGING_UP = 20;

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

  /** Anybody could fill the log: each left thirty lines. */
  @ParameterizedTest
  @ValueSource(strings = {"/page/0/vendor/chart.js", "/openapi/ui/swagger-ui-bundle.js"})
  void callerWhoHangsUpInAnAnswer_leavesNoLineInTheLog(String path) throws IOException {
    ServerLogs logs = ServerLogs.of(DEMO.server());
    double answered = answered();
    byte[] requests =
        ("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n").repeat(40).getBytes(US_ASCII);
    for (int i = 0; i < HANGING_UP; i++) {
      try (Socket socket = new Socket()) {
        socket.setReceiveBufferSize(4096);
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), DemoServer.PORT));
        // Unread answers and no goodbye: the next write of the server fails.
        socket.setSoLinger(true, 0);
        socket.getOutputStream().write(requests);
        assertThat(socket.getInputStream().read()).isEqualTo('H');
      }
    }
    long end = System.nanoTime() + Promised.NEVER.toNanos();
    while (answered() < answered + HANGING_UP) {
      assertThat(System.nanoTime()).as("all have been answered").isLessThan(end);
    }
    assertThat(logs.since()).doesNotContain("Error Page Exception", "already committed");
  }

  private static double answered() {
    return client
        .send("GET", "/metrics", null)
        .text()
        .lines()
        .filter(line -> line.startsWith("http_requests_total{method=\"GET\""))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }
}
