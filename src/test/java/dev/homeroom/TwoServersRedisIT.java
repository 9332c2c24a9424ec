package dev.homeroom;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.homeroom.testkit.Client;
import dev.homeroom.testkit.Client.Answer;
import dev.homeroom.testkit.Fault;
import dev.homeroom.testkit.RedisServer;
import dev.homeroom.testkit.TcpProxy;
import dev.homeroom.testkit.TwoServersOnRedis;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.ResourceLock;

/** What one of two servers loaded the other finds in Redis, and no fault changes a figure. */
@Tag("quiet")
@Order(3)
@ResourceLock(TwoServersOnRedis.NAME)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class TwoServersRedisIT {
  private static final String DASHBOARD = "/api/dashboards/me";

  @RegisterExtension static final TwoServersOnRedis at = new TwoServersOnRedis();

  private Client one;
  private Client two;
  private RedisServer redis;
  private String teacher;
  private String student;

  @BeforeEach
  void logIn() {
    one = at.one();
    two = at.two();
    redis = at.redis();
    at.awaitInUse(Duration.ofSeconds(15));
    teacher = one.login("teacher");
    student = one.login("student");
  }

  @Test
  @Order(1)
  void whatOneLoaded_theOtherFindsInRedis_asOneReadableObjectAKey() throws Exception {
    // Of another school, and logged in for the first time: nothing has warmed that dashboard.
    String teacher = one.login("teacher.3");
    Answer cold = one.get(DASHBOARD, teacher);
    assertThat(at.source(cold)).isEqualTo("db");
    assertThat(cold.header("X-Cache-Status")).isEqualTo("MISS");
    assertThat(at.loads(one)).isPositive();
    Answer warm = one.get(DASHBOARD, teacher);
    assertThat(at.source(warm)).isEqualTo("redis");
    assertThat(warm.header("X-Cache-Status")).isEqualTo("HIT");
    String school =
        at.sql()
            .text(
                "select p.school_id from account a join person p on p.id = a.person_id"
                    + " where a.username = 'teacher.3'");
    int widgets = warm.json().path("data").path("widgets").size();
    at.awaitKeys(redis, "homeroom:s" + school + ":dashboard:*", widgets);
    double loads = at.loads(two);
    Answer others = two.get(DASHBOARD, teacher);
    assertThat(at.source(others)).isEqualTo("redis");
    assertThat(others.header("ETag")).isEqualTo(warm.header("ETag"));
    // The very first answer of the other server: it loaded nothing.
    assertThat(at.loads(two)).isEqualTo(loads);
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
    at.await(
        () -> at.source(two.get(DASHBOARD, teacher)).equals("redis"),
        TwoServersOnRedis.IN_USE_AGAIN);
    try (var monitor = redis.monitor()) {
      assertThat(at.source(two.get(DASHBOARD, teacher))).isEqualTo("redis");
      redis.command("ECHO", "the end");
      monitor.await("the end");
      assertThat(monitor.lines("MGET")).hasSize(1);
      assertThat(monitor.lines()).noneMatch(line -> line.contains("blacklist"));
    }
  }

  @Test
  @Order(2)
  void dashboardHitInNearCopies_saysSo_andAsksRedisNothing() {
    one.get(DASHBOARD, teacher);
    try (var monitor = redis.monitor()) {
      Answer hit = one.get(DASHBOARD, teacher);
      assertThat(at.source(hit)).isEqualTo("redis");
      assertThat(hit.header("Cache-Status")).matches("homeroom; hit; ttl=[0-9]+; detail=near");
      redis.command("ECHO", "the end");
      monitor.await("the end");
      assertThat(monitor.lines("MGET")).isEmpty();
    }
  }

  @Test
  @Order(3)
  void attendanceTakenThroughOne_isTheOthersFigureWithinASecond_thenAHit() throws Exception {
    at.settle(student);
    at.await(() -> isListening(two), TwoServersOnRedis.IN_USE_AGAIN);
    int told = at.firstProxy().commands("PUBLISH");
    at.write(one, teacher);
    newFigureWithin(Duration.ofSeconds(1));
    assertThat(at.firstProxy().commands("PUBLISH")).as("the other was told").isGreaterThan(told);
  }

  private static boolean isListening(Client client) {
    return client
        .send("GET", "/metrics", null)
        .text()
        .lines()
        .filter(line -> line.startsWith("cache_push_connected"))
        .anyMatch(line -> line.endsWith(" 1.0"));
  }

  private void newFigureWithin(Duration longest) throws SQLException {
    at.newFigureWithin(longest, two, student);
  }

  @Test
  @Order(4)
  void pushLost_isTheOthersFigureWithinTwoSeconds() throws Exception {
    at.settle(student);
    Fault lost = at.secondProxy().add(Fault.dropReplies().onlyListener());
    at.write(one, teacher);
    newFigureWithin(Duration.ofSeconds(2));
    assertThat(lost.applied()).isPositive();
    at.secondProxy().heal();
  }

  @Test
  @Order(5)
  void otherCutOffFromRedis_isTheOthersFigureWithinTwoSeconds_andAfterHealing() throws Exception {
    at.settle(student);
    at.secondProxy().become(TcpProxy.Mode.DOWN);
    assertThat(at.source(two.get(DASHBOARD, student))).isEqualTo("memory");
    at.write(one, teacher);
    newFigureWithin(Duration.ofSeconds(2));
    at.secondProxy().heal();
    at.awaitInUse(TwoServersOnRedis.IN_USE_AGAIN);
    assertThat(at.absences(two, student)).isEqualTo(at.figure());
  }

  @Test
  @Order(6)
  void entryPutBack_isServedWithPresentStamps_andNotWithThoseOfBeforeTheWrite() throws Exception {
    at.settle(student);
    String key =
        redis.command("KEYS", "homeroom:s*:dashboard:student:*:attendance:*").texts().get(0);
    String before = redis.command("GET", key).text();
    at.write(one, teacher);
    newFigureWithin(Duration.ofSeconds(1));
    redis.command("SET", key, before, "PX", "300000");
    assertThat(at.absences(two, student)).isEqualTo(at.figure());
    assertThat(at.absences(one, student)).isEqualTo(at.figure());
    // The same by the same way, but for its stamps.
    at.settle(student);
    String present = redis.command("GET", key).text();
    redis.command("DEL", key);
    redis.command("SET", key, present, "PX", "300000");
    double loads = at.loads(two);
    Answer hit = two.get(DASHBOARD, student);
    assertThat(hit.header("X-Cache-Status")).isEqualTo("HIT");
    assertThat(at.source(hit)).isEqualTo("redis");
    assertThat(at.absences(hit)).isEqualTo(at.figure());
    assertThat(at.loads(two)).isEqualTo(loads);
  }

  @Test
  @Order(7)
  void redisKilledFrozenAndEmptied_failsNothing_andIsInUseAgain() throws Exception {
    at.settle(student);
    redis.freeze();
    for (int i = 0; i < 10; i++) {
      assertThat(at.absences(two, student)).isEqualTo(at.figure());
    }
    assertThat(at.isInUse(two)).isFalse();
    redis.thaw();
    at.await(() -> at.isInUse(two), TwoServersOnRedis.IN_USE_AGAIN);
    at.settle(student);
    redis.kill();
    for (int i = 0; i < 5; i++) {
      assertThat(at.source(two.get(DASHBOARD, student))).isEqualTo("memory");
    }
    at.write(one, teacher);
    newFigureWithin(Duration.ofSeconds(2));
    redis.startEmpty();
    at.awaitInUse(TwoServersOnRedis.IN_USE_AGAIN);
    assertThat(at.absences(two, student)).isEqualTo(at.figure());
  }
}
