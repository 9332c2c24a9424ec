package dev.homeroom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.homeroom.testkit.Client;
import dev.homeroom.testkit.Client.Answer;
import dev.homeroom.testkit.DemoServer;
import dev.homeroom.testkit.HttpConnection;
import dev.homeroom.testkit.OnDemoServer;
import dev.homeroom.testkit.Problems;
import dev.homeroom.testkit.Promised;
import dev.homeroom.testkit.ServerLogs;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What operators and their monitors see of a server that is well. */
@OnDemoServer
class OneServerOperationsIT {
  private static final int MOST_TRIES = 50;

  @RegisterExtension static final DemoServer DEMO = new DemoServer();

  private static Client client;

  @BeforeAll
  static void find() {
    client = DEMO.client();
  }

  private static Answer ask(String path) {
    Answer answer = client.send("GET", path, null);
    assertThat(answer.status()).as(path + " " + answer.text()).isEqualTo(200);
    return answer;
  }

  @ParameterizedTest
  @ValueSource(strings = {"/health", "/health/live", "/health/ready", "/health/started"})
  void probes_sayUp_withoutAToken(String path) {
    assertThat(ask(path).json().path("status").asText()).isEqualTo("UP");
  }

  @Test
  void detailedHealth_tellsTheDatabaseTheCacheAndTheMemory() {
    JsonNode health = ask("/api/health/detailed").json();
    assertThat(health.path("status").asText()).isEqualTo("healthy");
    assertThat(health.path("service").asText()).isEqualTo("homeroom");
    assertThat(health.path("version").asText()).isNotEmpty().isNotEqualTo("unknown");
    assertThat(health.path("environment").asText()).isEqualTo("development");
    JsonNode checks = health.path("checks");
    assertThat(checks.path("database").path("status").asText()).isEqualTo("healthy");
    assertThat(checks.path("cache").path("type").asText()).isEqualTo("in-memory");
    assertThat(checks.path("memory").path("used").asLong()).isPositive();
    assertThat(checks.path("uptime").asLong()).isPositive();
  }

  @Test
  void addressThatIsNotItsOwn_isRefused() throws IOException {
    try (Socket own =
        new Socket(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), DemoServer.PORT)) {
      assertThat(own.isConnected()).isTrue();
    }
    // This machine's too, but not the one that HTTP_HOST names.
    assertThatThrownBy(
            () ->
                new Socket(InetAddress.getByAddress(new byte[] {127, 0, 0, 2}), DemoServer.PORT)
                    .close())
        .isInstanceOf(IOException.class);
  }

  @Test
  void redisHealth_noRedisSet_saysSoAnd200() {
    JsonNode redis = ask("/api/health/redis").json();
    List<String> names = new ArrayList<>();
    redis.fieldNames().forEachRemaining(names::add);
    assertThat(names).startsWith("redis_available", "redis_status");
    assertThat(redis.path("redis_available").asBoolean(true)).isFalse();
    assertThat(redis.path("redis_status").asText()).isEqualTo("disconnected");
    assertThat(redis.path("state").asText()).isEqualTo("NOT_CONFIGURED");
    assertThat(redis.path("history").isArray()).isTrue();
  }

  @Test
  void cacheStats_tellTheTier_andCountWhatWasAdded() {
    client.get("/api/dashboards/me", client.login("student"));
    JsonNode stats = ask("/internal/cache-stats").json();
    assertThat(stats.path("type").asText()).isEqualTo("memory");
    assertThat(stats.path("connected").asBoolean(true)).isFalse();
    assertThat(stats.path("state").asText()).isEqualTo("NOT_CONFIGURED");
    assertThat(stats.path("since").asText()).isNotEmpty();
    assertThat(stats.path("state_changes").asLong(-1)).isZero();
    assertThat(stats.path("entries").asLong()).isPositive();
    assertThat(stats.path("bytes").asLong()).isPositive();
    assertThat(stats.path("database_away").asBoolean(true)).isFalse();
  }

  @Test
  void metrics_countEachHitByTierOperationAndRegion() {
    String token = client.login("teacher");
    client.get("/api/dashboards/me", token);
    double before = hits();
    assertThat(client.get("/api/dashboards/me", token).header("X-Cache-Status")).isEqualTo("HIT");
    // Six widgets.
    assertThat(hits() - before).isEqualTo(6);
  }

  private static double hits() {
    return ask("/metrics")
        .text()
        .lines()
        .filter(line -> line.startsWith("cache_operations_total{"))
        .filter(line -> line.contains("type=\"memory\""))
        .filter(line -> line.contains("operation=\"hit\""))
        .filter(line -> line.matches(".*resource=\"dashboard:?_?teacher.*"))
        .mapToDouble(line -> Double.parseDouble(line.replaceAll(".* ", "")))
        .sum();
  }

  private static boolean hasYoung(List<String> lines, String gauge) {
    return lines.stream()
        .filter(line -> line.startsWith(gauge))
        .mapToDouble(line -> Double.parseDouble(line.replaceAll(".* ", "")))
        .anyMatch(age -> age >= 0 && age <= 2);
  }

  @Test
  void metrics_countEachAnswerByMethodAndStatus_alsoOfAPageThatIsNotThere() {
    for (String path : List.of("/nothing-here", "/api/nothing-here", "/api/auth/jwks")) {
      requireCountedOnce("GET", path, null);
    }
    requireCountedOnce("POST", "/api/auth/login", "{}");
  }

  /** Other tests ask the same server: it tries until none of them did so meanwhile. */
  private void requireCountedOnce(String method, String path, @Nullable String body) {
    int status = client.send(method, path, body).status();
    List<Double> counted = new ArrayList<>();
    do {
      double before = answers(method, status);
      client.send(method, path, body);
      counted.add(more(method, status, before));
    } while (counted.get(counted.size() - 1) != 1 && counted.size() < MOST_TRIES);
    assertThat(counted).as(path).contains(1.0);
  }

  /**
   * Returns how many more were counted, once there are some: an answer is counted after it went.
   */
  private static double more(String method, int status, double before) {
    long latest = System.nanoTime() + Promised.NEVER.toNanos();
    double now = answers(method, status);
    while (now <= before) {
      assertThat(System.nanoTime()).as("an answer was not counted").isLessThan(latest);
      now = answers(method, status);
    }
    return now - before;
  }

  private static double answers(String method, int status) {
    return ask("/metrics")
        .text()
        .lines()
        .filter(line -> line.startsWith("http_requests_total{method=\"" + method + "\""))
        .filter(line -> line.contains("status=\"" + status + "\""))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }

  /** Liberty's own page answers a query that is no URI with 500: docs/known-issues.md. */
  @ParameterizedTest
  @ValueSource(strings = {"/metrics?SECRET=%25zz%", "/openapi?format=%zz&SECRET"})
  void badQueryOutsideOfTheApi_isNotLogged(String target) throws IOException {
    ServerLogs logs = ServerLogs.of(DEMO.server());
    try (HttpConnection connection = new HttpConnection(DemoServer.PORT, 30_000)) {
      String request = "GET " + target + " HTTP/1.1\r\nHost: localhost\r\n\r\n";
      assertThat(connection.send(request.getBytes(StandardCharsets.US_ASCII), true).status())
          .isGreaterThanOrEqualTo(200);
    }
    assertThat(logs.since()).doesNotContain("\tat ", "SECRET");
  }

  @Test
  void metrics_haveTheAgesOfGenerationsAndRevocations_bothUnderTwoSeconds() {
    List<String> lines = ask("/metrics").text().lines().toList();
    // A busy machine may be late once; copies that nobody reads any more grow older for good.
    long end = System.nanoTime() + Promised.NEVER.toNanos();
    while (!hasYoung(lines, "cache_generation_age_seconds")
        || !hasYoung(lines, "revocation_copy_age_seconds")) {
      assertThat(System.nanoTime()).as("both under two seconds").isLessThan(end);
      lines = ask("/metrics").text().lines().toList();
    }
    assertThat(lines).anyMatch(line -> line.matches("database_away(\\{.*})? 0(\\.0)?"));
    assertThat(lines)
        .anyMatch(line -> line.matches("database_clock_offset_seconds(\\{.*})? -?[0-9.E-]+"));
    // No label and no name may tell whose anything is.
    assertThat(lines)
        .noneMatch(line -> line.contains("user:") || line.contains("dashboard:teacher:"));
  }

  @Test
  void metrics_haveWhatMemoryHolds_inEntriesAndInBytes() {
    client.get("/api/dashboards/me", client.login("student"));
    List<String> lines = ask("/metrics").text().lines().toList();
    for (String gauge : List.of("cache_memory_entries", "cache_memory_bytes")) {
      assertThat(lines)
          .anySatisfy(
              line -> {
                assertThat(line).startsWith(gauge);
                assertThat(Double.parseDouble(line.replaceAll(".* ", ""))).isPositive();
              });
    }
  }

  @Test
  void metrics_haveTheLoopThatCleansMemoryUp() {
    assertThat(ask("/metrics").text().lines())
        .anyMatch(line -> line.matches("background_failures\\{.*memory-clean-up.*} 0(\\.0)?"));
  }

  @Test
  void openApi_listsThePaths() {
    String document = client.send("GET", "/openapi", null, "Accept", "application/json").text();
    for (String path :
        List.of(
            "/api/auth/login",
            "/api/auth/logout",
            "/api/auth/cutoffs",
            "/api/auth/introspect",
            "/api/auth/revoke",
            "/api/auth/logout-everywhere",
            "/api/auth/refresh",
            "/api/auth/me",
            "/api/auth/jwks",
            "/api/dashboards/me",
            "/api/dashboards/teacher/{id}",
            "/api/dashboards/student/{id}",
            "/api/dashboards/super-admin",
            "/api/dashboards/school-admin/{schoolId}",
            "/api/dashboards/staff/{id}",
            "/api/dashboards/parent/{id}",
            "/api/roles",
            "/api/users",
            "/api/schools",
            "/api/invoices",
            "/api/students/{id}/invoices",
            "/api/families/{parentId}/invoices",
            "/api/reports/daily/{date}",
            "/api/inventory",
            "/api/classes",
            "/api/classes/{id}",
            "/api/classes/{id}/attendance/{date}",
            "/api/health/detailed",
            "/api/health/redis",
            "/internal/cache-stats")) {
      assertThat(document).contains("\"" + path + "\"");
    }
    for (String part : List.of("schemas/BrokenWidget", "responses/Dashboard", "parameters/Page")) {
      assertThat(document).contains("\"#/components/" + part + "\"");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/index.html",
        "/nothing",
        "/WEB-INF/web.xml",
        "/WEB-INF/classes/",
        "/internal/",
        "/error"
      })
  void pathOutsideOfTheApi_isAProblemThatTellsNothingOfTheInside(String path) {
    Problems.require(client.send("GET", path, null, "X-Correlation-Id", "outside-1"), 404);
  }
}
