package dev.homeroom;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.homeroom.testkit.Attendance;
import dev.homeroom.testkit.Client;
import dev.homeroom.testkit.Client.Answer;
import dev.homeroom.testkit.Databases;
import dev.homeroom.testkit.Fault;
import dev.homeroom.testkit.LibertyServer;
import dev.homeroom.testkit.RedisServer;
import dev.homeroom.testkit.TcpProxy;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * Two servers on one PostgreSQL and one Redis, each behind a proxy of its own to Redis: what one
 * loaded the other finds, and an outage of Redis changes no figure.
 */
@Isolated("one second is short while other servers start")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class TwoServersRedisIT {
  private static final String DASHBOARD = "/api/dashboards/me";
  private static final Duration IN_USE_AGAIN = Duration.ofSeconds(5);

  private static RedisServer redis;
  private static TcpProxy firstProxy;
  private static TcpProxy secondProxy;
  private static LibertyServer first;
  private static LibertyServer second;
  private static Client one;
  private static Client two;
  private static Attendance attendance;

  private String teacher;
  private String student;

  @BeforeAll
  static void startBothTogether() throws SQLException {
    redis = RedisServer.started();
    firstProxy = TcpProxy.forRedis(redis.port());
    secondProxy = TcpProxy.forRedis(redis.port());
    Databases.Address database = Databases.postgres();
    first = server("one", 9197, firstProxy).on(database).launch();
    second = server("two", 9198, secondProxy).on(database).launch();
    first.awaitReady();
    second.awaitReady();
    one = new Client(first);
    two = new Client(second);
    attendance = new Attendance(database);
  }

  private static LibertyServer server(String name, int port, TcpProxy proxy) {
    return new LibertyServer("two-servers-redis-" + name, port)
        .set("REDIS_URL", redis.urlThrough(proxy.port()))
        .set("HOMEROOM_DEMO", "on")
        .set("HOMEROOM_ENVIRONMENT", "development")
        // Held back on purpose by StateMachineFlappingTest; here each fault stands by itself.
        .set("CACHE_FLAP_HOLD", "0s");
  }

  @AfterAll
  static void stop() {
    first.close();
    second.close();
    firstProxy.close();
    secondProxy.close();
    redis.close();
  }

  @BeforeEach
  void logIn() {
    await(() -> isInUse(one) && isInUse(two), Duration.ofSeconds(15));
    teacher = one.login("teacher");
    student = one.login("student");
  }

  private static boolean isInUse(Client client) {
    return client.send("GET", "/api/health/redis", null).json().path("redis_available").asBoolean();
  }

  private static void await(BooleanSupplier condition, Duration longest) {
    long end = System.nanoTime() + longest.toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("waited for " + longest).isLessThan(end);
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
    }
  }

  private static String source(Answer answer) {
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    return answer.json().path("source").asText();
  }

  @Test
  @Order(1)
  void whatOneLoaded_theOtherFindsInRedis_asOneReadableObjectAKey() throws Exception {
    Answer cold = one.get(DASHBOARD, teacher);
    assertThat(source(cold)).isEqualTo("db");
    assertThat(cold.header("X-Cache-Status")).isEqualTo("MISS");
    Answer warm = one.get(DASHBOARD, teacher);
    assertThat(source(warm)).isEqualTo("redis");
    assertThat(warm.header("X-Cache-Status")).isEqualTo("HIT");
    // The very first answer of the other server: it loaded nothing.
    Answer others = two.get(DASHBOARD, teacher);
    assertThat(source(others)).isEqualTo("redis");
    assertThat(others.header("ETag")).isEqualTo(warm.header("ETag"));
    List<String> keys = redis.command("KEYS", "homeroom:s*").texts();
    assertThat(keys).hasSizeGreaterThanOrEqualTo(6).allMatch(key -> key.contains(":dashboard:"));
    for (String key : keys) {
      JsonNode entry = new ObjectMapper().readTree(redis.command("GET", key).text());
      assertThat("homeroom:" + entry.path("k").asText()).isEqualTo(key);
      assertThat(entry.path("data").isObject()).isTrue();
      assertThat(redis.command("TTL", key).number()).isBetween(1L, 900L);
      assertThat(entry.toString()).doesNotContain(teacher, Client.DEMO_PASSWORD);
    }
  }

  @Test
  @Order(2)
  void dashboardHit_asksRedisNothingAboutTokens() {
    one.get(DASHBOARD, teacher);
    try (var monitor = redis.monitor()) {
      assertThat(source(one.get(DASHBOARD, teacher))).isEqualTo("redis");
      redis.command("ECHO", "the end");
      monitor.await("the end");
      assertThat(monitor.lines("MGET")).hasSize(1);
      assertThat(monitor.lines()).noneMatch(line -> line.contains("blacklist"));
    }
  }

  @Test
  @Order(3)
  void attendanceTakenThroughOne_isTheOthersFigureWithinASecond_thenAHit() throws Exception {
    settle();
    one.put(attendance.path(), teacher, attendance.body(attendance.otherMark()));
    newFigureWithin(Duration.ofSeconds(1));
  }

  @Test
  @Order(4)
  void pushLost_isTheOthersFigureWithinTwoSeconds() throws Exception {
    settle();
    Fault lost = secondProxy.add(Fault.dropReplies().onlyListener());
    one.put(attendance.path(), teacher, attendance.body(attendance.otherMark()));
    newFigureWithin(Duration.ofSeconds(2));
    assertThat(lost.applied()).isPositive();
    secondProxy.heal();
  }

  @Test
  @Order(5)
  void otherCutOffFromRedis_isTheOthersFigureWithinTwoSeconds_andAfterHealing() throws Exception {
    settle();
    secondProxy.become(TcpProxy.Mode.DOWN);
    assertThat(source(two.get(DASHBOARD, student))).isEqualTo("memory");
    one.put(attendance.path(), teacher, attendance.body(attendance.otherMark()));
    newFigureWithin(Duration.ofSeconds(2));
    secondProxy.heal();
    await(() -> isInUse(two), IN_USE_AGAIN);
    assertThat(absences(two)).isEqualTo(attendance.absences());
  }

  @Test
  @Order(6)
  void entryPutBackAsItWasBeforeTheWrite_isNotServed() throws Exception {
    settle();
    String key =
        redis.command("KEYS", "homeroom:s*:dashboard:student:*:attendance:*").texts().get(0);
    String before = redis.command("GET", key).text();
    one.put(attendance.path(), teacher, attendance.body(attendance.otherMark()));
    newFigureWithin(Duration.ofSeconds(1));
    redis.command("SET", key, before, "PX", "300000");
    assertThat(absences(two)).isEqualTo(attendance.absences());
    assertThat(absences(one)).isEqualTo(attendance.absences());
  }

  @Test
  @Order(7)
  void redisKilledFrozenAndEmptied_failsNothing_andIsInUseAgain() throws Exception {
    String revoked = one.login("student");
    one.post("/api/auth/logout", revoked, "");
    settle();
    redis.freeze();
    for (int i = 0; i < 10; i++) {
      assertThat(absences(two)).isEqualTo(attendance.absences());
    }
    assertThat(isInUse(two)).isFalse();
    redis.thaw();
    await(() -> isInUse(two), IN_USE_AGAIN);
    settle();
    redis.kill();
    for (int i = 0; i < 5; i++) {
      assertThat(source(two.get(DASHBOARD, student))).isEqualTo("memory");
    }
    one.put(attendance.path(), teacher, attendance.body(attendance.otherMark()));
    newFigureWithin(Duration.ofSeconds(2));
    assertThat(two.get("/api/auth/me", revoked).status()).isEqualTo(401);
    redis.startEmpty();
    await(() -> isInUse(one) && isInUse(two), IN_USE_AGAIN);
    assertThat(absences(two)).isEqualTo(attendance.absences());
    assertThat(one.get("/api/auth/me", revoked).status()).isEqualTo(401);
  }

  /** Both servers answer from Redis with the present figure. */
  private void settle() throws SQLException {
    long figure = attendance.absences();
    for (Client client : List.of(one, two)) {
      await(
          () -> {
            Answer answer = client.get(DASHBOARD, student);
            return source(answer).equals("redis") && absences(answer) == figure;
          },
          Duration.ofSeconds(5));
    }
  }

  private void newFigureWithin(Duration longest) throws SQLException {
    long figure = attendance.absences();
    long begun = System.nanoTime();
    await(() -> absences(two) == figure, longest);
    Answer again = two.get(DASHBOARD, student);
    assertThat(absences(again)).isEqualTo(figure);
    assertThat(System.nanoTime() - begun).isLessThan(longest.plusSeconds(1).toNanos());
    await(
        () -> "HIT".equals(two.get(DASHBOARD, student).header("X-Cache-Status")),
        Duration.ofSeconds(2));
    assertThat(absences(two)).isEqualTo(figure);
  }

  private long absences(Client client) {
    return absences(client.get(DASHBOARD, student));
  }

  private static long absences(Answer answer) {
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    return answer.widget("attendance").path("absent").asLong();
  }
}
