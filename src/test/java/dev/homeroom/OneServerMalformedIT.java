package dev.homeroom;

import static org.assertj.core.api.Assertions.assertThat;

import dev.homeroom.testkit.Attendance;
import dev.homeroom.testkit.Client;
import dev.homeroom.testkit.DemoServer;
import dev.homeroom.testkit.HttpConnection;
import dev.homeroom.testkit.OnDemoServer;
import dev.homeroom.testkit.ServerLogs;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Requests whose form is wrong, byte by byte: the caller is told what it did, and neither a log nor
 * Liberty's incident files repeat it.
 */
@OnDemoServer
class OneServerMalformedIT {
  @RegisterExtension static final DemoServer DEMO = new DemoServer();

  private static final String HOST = "Host: localhost\r\n";
  private static final String LOGIN =
      "{\"username\":\"teacher\",\"password\":\"" + Client.DEMO_PASSWORD + "\"}";

  private static Client client;

  private ServerLogs logs;

  @BeforeAll
  static void find() {
    client = DEMO.client();
  }

  @BeforeEach
  void rememberTheLogs() {
    logs = ServerLogs.of(DEMO.server());
  }

  @AfterEach
  void logsSayNothing() {
    assertThat(logs.since()).as("log").doesNotContain("\tat ", "Exception", "SECRET");
    assertThat(logs.incidentsSince()).as("incident files").isEmpty();
  }

  /** Sends bytes as they are, one character a byte, on a connection of their own. */
  static HttpConnection.Answer send(String request) {
    try (HttpConnection connection = new HttpConnection(DemoServer.PORT, 30_000)) {
      return connection.send(request.getBytes(StandardCharsets.ISO_8859_1), true);
    } catch (IOException e) {
      throw new IllegalStateException(request, e);
    }
  }

  private static String get(String target) {
    return "GET " + target + " HTTP/1.1\r\n" + HOST + "\r\n";
  }

  private static String post(String headers, String body) {
    return "POST /api/auth/login HTTP/1.1\r\n" + HOST + headers + "\r\n" + body;
  }

  private static String typed(String headers, String body) {
    return post("Content-Type: application/json\r\n" + headers, body);
  }

  private static String length(String body) {
    return "Content-Length: " + body.length() + "\r\n";
  }

  private static void requireProblem(HttpConnection.Answer answer, int status) {
    assertThat(answer.status()).as(answer.head() + answer.body()).isEqualTo(status);
    assertThat(answer.head())
        .contains("Content-Type: application/problem+json")
        .contains("X-Content-Type-Options: nosniff")
        .contains("no-store")
        .contains("X-Correlation-Id: ");
    assertThat(answer.body()).contains("\"status\":" + status).doesNotContain("SECRET");
  }

  /** What the web container refuses before it asks any application; docs/known-issues.md. */
  private static void requireOfLiberty(HttpConnection.Answer answer, int status) {
    assertThat(answer.status()).as(answer.head() + answer.body()).isEqualTo(status);
    assertThat(answer.head()).contains("X-Content-Type-Options: nosniff").contains("no-store");
    assertThat(answer.body()).doesNotContain("\tat ", "java.");
  }

  @Test
  void wellFormedRequests_areAnswered() {
    assertThat(send(get("/api/auth/jwks")).status()).isEqualTo(200);
    assertThat(send(get("/api/auth/jwks?a=1&b=%C3%A9")).status()).isEqualTo(200);
    assertThat(send(get("http://localhost/api/auth/jwks")).status()).isEqualTo(200);
    assertThat(send(typed(length(LOGIN), LOGIN)).status()).isEqualTo(200);
    String chunked = Integer.toHexString(LOGIN.length()) + "\r\n" + LOGIN + "\r\n0\r\n\r\n";
    assertThat(send(typed("Transfer-Encoding: chunked\r\n", chunked)).status()).isEqualTo(200);
    assertThat(send(typed("Content-Encoding: identity\r\n" + length(LOGIN), LOGIN)).status())
        .isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/x?%",
        "/api/x?access_token=SECRET&x=%",
        "/api/x?SECRET={}",
        "/api/x?a=SECRET|",
        "/api/x?SECRET^",
        "/api/x?\"SECRET\"",
        "/api/x?<SECRET>",
        "/api/x?\u00ff=SECRET",
        "/api/x?%C3%28SECRET",
        "/api/{SECRET}",
        "/api/SECRET|",
        "/api/SECRET^",
        "/api/\"SECRET\"",
        "/api/<SECRET>",
        "/api/\u00e9SECRET",
        "/api/%C3%28",
        "/{SECRET}",
        "/SECRET|x?%",
        "/api/x?SECRET=1&SECRET=2",
        "/api/x?a=SECRET&%61=SECRET"
      })
  void targetThatIsNoUri_is400(String target) {
    HttpConnection.Answer answer = send(get(target));
    assertThat(answer.status()).as(answer.body()).isEqualTo(400);
    assertThat(answer.head()).contains("Content-Type: application/problem+json");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/api/%zz", "/%zz", "/api/../../etc/passwd", "/api/%2e%2e/x", "/api/a%00", "/a;%"})
  void targetThatLibertyRefuses_is400(String target) {
    requireOfLiberty(send(get(target)), 400);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"[::zz]", "a|b", "%zz", "a^b", "[]", "a\"b", "{x}", "<x>", "u@[::zz]", "a:99999"})
  void targetWhoseHostIsNone_is400_whateverHostSays(String host) {
    for (String path : List.of("/api/none", "/api/auth/me", "/nothing")) {
      HttpConnection.Answer answer = send(get("http://" + host + path + "?tok=SECRET"));
      assertThat(answer.status()).as(answer.head() + answer.body()).isEqualTo(400);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/api/auth%2Fjwks", "/api/auth\\jwks", "/api/auth%5Cjwks"})
  void encodedSlashOrBackslash_is400(String target) {
    requireProblem(send(get(target)), 400);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "", "Host: x/api/health/detailed?\r\n", "Host: a\r\nHost: a\r\n", "Host: a b\r\n",
            "Host: SECRET@b\r\n",
        "Host: a:b\r\n", "Host: a:99999\r\n", "Host:\r\n", "Host: http://a\r\n", "Host: \u00e9\r\n"
      })
  void malformedHost_is400_andDecidesNothing(String host) {
    for (String path : List.of("/api/auth/jwks", "/internal/cache-stats", "/nothing")) {
      requireProblem(send("GET " + path + " HTTP/1.1\r\n" + host + "\r\n"), 400);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "Content-Encoding: gzip, 415",
    "Content-Encoding: br, 415",
    "Content-Encoding: SECRET, 415",
    "Content-Type: application/json; charset=ISO-8859-1, 400",
    "Content-Type: text/plain, 400",
    "X: a\u0000b, 400"
  })
  void headerThatSpoilsABody_isRefused(String header, int status) {
    requireProblem(send(typed(header + "\r\n" + length(LOGIN), LOGIN)), status);
  }

  @Test
  void otherCharset_is415() {
    String type = "Content-Type: application/json; charset=ISO-8859-1\r\n";
    requireProblem(send(post(type + length(LOGIN), LOGIN)), 415);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Transfer-Encoding: xchunked",
        "Transfer-Encoding: gzip",
        "Transfer-Encoding: chunked\r\nTransfer-Encoding: x",
        "Transfer-Encoding: identity"
      })
  void transferThatIsNotChunked_is400_andTheConnectionEnds(String header) {
    HttpConnection.Answer answer = send(typed(header + "\r\n", "2\r\n{}\r\n0\r\n\r\n"));
    requireProblem(answer, 400);
    assertThat(answer.head()).containsIgnoringCase("Connection: close");
  }

  @ParameterizedTest
  @ValueSource(strings = {"zz\r\n{}\r\n0\r\n\r\n", "-2\r\n{}\r\n0\r\n\r\n", "SECRET\r\n\r\n"})
  void malformedChunk_is400(String body) {
    requireProblem(send(typed("Transfer-Encoding: chunked\r\n", body)), 400);
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "-1", "+5", "1,1", "0x10", "1\r\nContent-Length: 1"})
  void malformedLength_isRefused_andWhatFollowsIsNoRequest(String length) {
    String second = "GET /api/auth/jwks HTTP/1.1\r\n" + HOST + "\r\n";
    String request = typed("Content-Length: " + length + "\r\n", LOGIN + second);
    try (HttpConnection connection = new HttpConnection(DemoServer.PORT, 30_000)) {
      HttpConnection.Answer answer =
          connection.send(request.getBytes(StandardCharsets.ISO_8859_1), true);
      assertThat(answer.status()).as(answer.body()).isEqualTo(400);
      assertThat(answer.head()).containsIgnoringCase("Connection: close");
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void headerFields_thatAreTooLongTogether_are431() {
    String field = "X: " + "a".repeat(4_500) + "\r\n";
    String head = "GET /api/auth/jwks HTTP/1.1\r\n" + HOST;
    assertThat(send(head + field.repeat(3) + "\r\n").status()).isEqualTo(200);
    requireProblem(send(head + field.repeat(4) + "\r\n"), 431);
  }

  @Test
  void headerField_thatIsTooLongAlone_orTooMany_isRefusedByLiberty() {
    String head = "GET /api/auth/jwks HTTP/1.1\r\n" + HOST;
    requireOfLiberty(send(head + "X: " + "a".repeat(8_300) + "\r\n\r\n"), 400);
    String many =
        IntStream.range(0, 60).mapToObj(i -> "X" + i + ": a\r\n").collect(Collectors.joining());
    requireOfLiberty(send(head + many + "\r\n"), 400);
    String few =
        IntStream.range(0, 45).mapToObj(i -> "X" + i + ": a\r\n").collect(Collectors.joining());
    assertThat(send(head + few + "\r\n").status()).isEqualTo(200);
  }

  @Test
  void longTarget_is414() {
    requireProblem(send(get("/api/" + "a".repeat(4_100))), 414);
    requireProblem(send(get("/api/x?" + "a".repeat(4_100))), 414);
    requireOfLiberty(send(get("/api/" + "a".repeat(9_000))), 400);
  }

  @ParameterizedTest
  @ValueSource(strings = {"M0", "SECRET", "TRACE", "PROPFIND", "GET1"})
  void otherMethods_are405_andNoLabel(String method) {
    HttpConnection.Answer answer =
        send(method + " /api/auth/jwks HTTP/1.1\r\nHost: hSECRET\r\n\r\n");
    requireProblem(answer, 405);
    assertThat(answer.head()).contains("Allow: GET");
    assertThat(client.send("GET", "/metrics", null).text())
        .contains("http_requests_total{method=\"other\"")
        .doesNotContain("SECRET", "\"M0\"", "PROPFIND");
  }

  @ParameterizedTest
  @ValueSource(strings = {"HTTP/2.0", "HTTP/9.9", "HTTP/1.2"})
  void otherVersions_are400(String version) {
    requireProblem(send("GET /api/auth/jwks " + version + "\r\n" + HOST + "\r\n"), 400);
  }

  @Test
  void upgradeToHttp2_isNotTaken() {
    String upgrade =
        String.join(
            "\r\n",
            "Connection: Upgrade, HTTP2-Settings",
            "Upgrade: h2c",
            "HTTP2-Settings: AAMAAABkAAQCAAAAAAIAAAAA",
            "");
    HttpConnection.Answer answer =
        send("GET /api/auth/jwks HTTP/1.1\r\n" + HOST + upgrade + "\r\n");
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.head()).doesNotContainIgnoringCase("upgrade: h2c");
  }

  @Test
  void halfACharacter_is400NamingTheField_andIsNotStored() throws Exception {
    Attendance attendance = new Attendance(DEMO.database());
    String token = client.login("teacher");
    String noted =
        attendance.body("late").replace("\"late\",\"note\":null", "\"late\",\"note\":\"%s\"");
    String half = noted.formatted("\\ud83d");
    Client.Answer answer = client.put(attendance.path(), token, half);
    assertThat(answer.status()).as(answer.text()).isEqualTo(400);
    assertThat(answer.json().path("errors").path(0).path("field").asText())
        .matches("marks\\[\\d+]\\.note");
    String whole = noted.formatted("\\ud83d\\ude00");
    assertThat(client.put(attendance.path(), token, whole).status()).isEqualTo(200);
    assertThat(client.get(attendance.path(), token).json().findValuesAsText("note"))
        .contains("\ud83d\ude00");
  }
}
