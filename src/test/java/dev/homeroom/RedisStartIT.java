package dev.homeroom;

import static org.assertj.core.api.Assertions.assertThat;

import dev.homeroom.testkit.Client;
import dev.homeroom.testkit.LibertyServer;
import dev.homeroom.testkit.RedisServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * Four servers, one with its Redis and three without: nobody listens, the password is wrong, the
 * name is unknown. Each is ready as soon as the first, answers, and uses Redis as soon as it can be
 * used.
 */
@Tag("long")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class RedisStartIT {
  private static final int FIRST_PORT = 9211;
  private static final String NAME = "no-such-host.invalid";

  /** Five seconds are promised; on a busy machine a good probe may be late, and all count anew. */
  private static final Duration IN_USE_AFTER = Duration.ofSeconds(5 + 3);

  /** One second is promised; the rest is for a machine that does other work besides. */
  private static final double LONGEST_DIFFERENCE = 1 + 9;

  private static final Pattern STARTED =
      Pattern.compile("Application homeroom started in ([0-9.]+) seconds");
  private static final Pattern ADMINISTRATOR =
      Pattern.compile("user name (\\S+), one-time code (\\S+) \\(shown only this once");

  private static final RedisServer well = RedisServer.started();
  private static final RedisServer absent = new RedisServer();
  private static final RedisServer guarded = new RedisServer().withPassword("right").start();
  private static final Path hosts = Path.of("target/it/redis-start-hosts").toAbsolutePath();

  private static LibertyServer reference;
  private static LibertyServer refused;
  private static LibertyServer denied;
  private static LibertyServer nameless;

  @BeforeAll
  static void start() throws IOException {
    Files.createDirectories(hosts.getParent());
    writeHosts("");
    reference = server("well", 0, well.url());
    refused = server("refused", 1, absent.url());
    denied = server("denied", 2, "redis://:wrong@127.0.0.1:" + guarded.port());
    nameless = server("nameless", 3, "redis://" + NAME + ":" + well.port());
    // One after the other, none first of all: a start is not to be measured beside another one.
    List.of(refused, reference, denied, nameless).forEach(LibertyServer::start);
  }

  private static List<LibertyServer> all() {
    return List.of(reference, refused, denied, nameless);
  }

  private static List<LibertyServer> away() {
    return List.of(refused, denied, nameless);
  }

  private static LibertyServer server(String name, int number, String url) {
    return new LibertyServer("redis-start-" + name, FIRST_PORT + number)
        .set("REDIS_URL", url)
        .set("HOMEROOM_ENVIRONMENT", "development")
        .set("JVM_ARGS", System.getenv("JVM_ARGS") + " -Djdk.net.hosts.file=" + hosts);
  }

  /** Says what all these servers know of names. */
  private static void writeHosts(String more) {
    try {
      Files.writeString(hosts, "127.0.0.1 localhost\n" + more);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @AfterAll
  static void stop() {
    all().forEach(LibertyServer::close);
    List.of(well, absent, guarded).forEach(RedisServer::close);
  }

  @Test
  @Order(1)
  void start_redisAway_takesNoLongerThanWithRedis() {
    double expected = secondsToStart(reference);
    System.out.printf("application started with Redis after %.1f s", expected);
    for (LibertyServer server : away()) {
      double seconds = secondsToStart(server);
      System.out.printf(", %s %.1f s", server.home().getFileName(), seconds);
      assertThat(seconds - expected).isLessThan(LONGEST_DIFFERENCE);
    }
    System.out.println();
  }

  private static double secondsToStart(LibertyServer server) {
    Matcher line = STARTED.matcher(server.output());
    assertThat(line.find()).as(server.output()).isTrue();
    return Double.parseDouble(line.group(1));
  }

  @Test
  @Order(2)
  void start_redisAway_saysWhyInOneLine_andAnswers() {
    assertThat(isInUse(reference)).isTrue();
    assertSaysAndAnswers(refused, "connection refused");
    assertSaysAndAnswers(denied, "access denied (WRONGPASS)");
    assertSaysAndAnswers(nameless, "unknown host");
    assertThat(denied.output()).contains("check REDIS_PASSWORD").doesNotContain(":wrong@");
  }

  /** The first probe runs while the application starts; a start waits half a second for it. */
  @Test
  @Order(2)
  void start_redisWell_usesItFromTheStartOn_andWarnsOfNothing() {
    assertThat(lines(reference, "Cache starts DEGRADED")).isEmpty();
  }

  private static List<String> lines(LibertyServer server, String text) {
    return server.output().lines().filter(line -> line.contains(text)).toList();
  }

  private static void assertSaysAndAnswers(LibertyServer server, String reason) {
    assertThat(lines(server, "Redis"))
        .singleElement()
        .asString()
        .contains("Cache starts DEGRADED: Redis not available (Redis client error: " + reason);
    assertThat(server.output()).doesNotContain("\tat ");
    Client client = new Client(server);
    var health = client.send("GET", "/api/health/redis", null).json();
    assertThat(health.path("redis_available").asBoolean()).isFalse();
    assertThat(health.path("state").asText()).isEqualTo("DEGRADED");
    assertThat(health.path("last_error").asText()).isEqualTo(reason);
    server.awaitOutput("Homeroom is at ");
    Matcher printed = ADMINISTRATOR.matcher(server.output());
    assertThat(printed.find()).as(server.output()).isTrue();
    var login = client.redeem(printed.group(1), printed.group(2), "seven geese cross the canal");
    assertThat(login.status()).as(login.text()).isEqualTo(200);
    String token = login.json().path("access_token").asText();
    assertThat(client.get("/api/auth/me", token).status()).isEqualTo(200);
  }

  @Test
  @Order(3)
  void redisThatCanBeUsed_isUsedSoon() {
    absent.start();
    guarded.command("CONFIG", "SET", "requirepass", "wrong");
    writeHosts("127.0.0.1 " + NAME + "\n");
    long begun = System.nanoTime();
    Map<LibertyServer, Double> used = new HashMap<>();
    while (used.size() < away().size()) {
      double seconds = (System.nanoTime() - begun) / 1e9;
      for (LibertyServer server : away()) {
        if (!used.containsKey(server) && isInUse(server)) {
          used.put(server, seconds);
          System.out.printf("%s: uses Redis after %.1f s%n", server.home().getFileName(), seconds);
        }
      }
      assertThat(seconds).as("used so far: " + used).isLessThan(30);
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
    }
    assertThat(used.values()).allMatch(seconds -> seconds <= IN_USE_AFTER.toSeconds());
  }

  private static boolean isInUse(LibertyServer server) {
    return new Client(server)
        .send("GET", "/api/health/redis", null)
        .json()
        .path("redis_available")
        .asBoolean();
  }
}
