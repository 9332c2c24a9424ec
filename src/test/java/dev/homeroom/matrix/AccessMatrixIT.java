package dev.homeroom.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import dev.homeroom.matrix.AccessTable.Row;
import dev.homeroom.testkit.Client;
import dev.homeroom.testkit.Client.Answer;
import dev.homeroom.testkit.Databases;
import dev.homeroom.testkit.LibertyServer;
import dev.homeroom.testkit.Problems;
import dev.homeroom.testkit.Promised;
import dev.homeroom.testkit.RedisServer;
import dev.homeroom.testkit.TcpProxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * Asks every cell of the table of rights of a running server: each caller, each endpoint, each
 * target; with Redis and without; before anybody has read the thing and after somebody who may has.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class AccessMatrixIT {
  private static final int PORT = 9257;
  private static final int LEAST_CELLS = 800;
  private static final Duration LONG = Duration.ofSeconds(15);

  /** Bodies that allowed callers are refused for, by a rule that stands behind the access check. */
  private static final Map<String, String> BODIES = new HashMap<>();

  static {
    BODIES.put(
        "POST /schools",
        "{\"name\":\"S\",\"time_zone\":\"UTC\",\"pass_mark\":50,\"currency\":\"ZZZ\","
            + "\"plan\":\"p\",\"seats\":1,\"subscribed_until\":\"2030-01-01\"}");
    BODIES.put("PUT /schools/{id}", "{\"name\":\"S\",\"time_zone\":\"UTC\",\"pass_mark\":50}");
    BODIES.put("POST /roles", "{\"name\":\"matrix_desk\",\"permissions\":[]}");
    BODIES.put("PUT /roles/{name}", "{\"permissions\":[]}");
  }

  private static RedisServer redis;
  private static TcpProxy proxy;
  private static LibertyServer server;
  private static Client client;
  private static MatrixWorld world;
  private static final Set<String> CELLS = new TreeSet<>();

  private final List<String> wrong = new ArrayList<>();
  private int misses;
  private int hits;
  private int canaries;

  @BeforeAll
  static void start() throws Exception {
    redis = RedisServer.started();
    proxy = TcpProxy.forRedis(redis.port());
    Databases.Address database = Databases.postgres();
    server =
        new LibertyServer("access-matrix", PORT)
            .on(database)
            .set("REDIS_URL", redis.urlThrough(proxy.port()))
            .set("HOMEROOM_DEMO", "on")
            .set("HOMEROOM_ENVIRONMENT", "development")
            .set("METRICS_AUTHENTICATION", "false")
            .start();
    client = new Client(server);
    world = new MatrixWorld(database);
    String term = "\"name\":\"T\",\"academic_year\":\"Y\",\"holidays\":[]";
    String days = world.id("day");
    BODIES.put(
        "POST /schools/{id}/terms",
        "{" + term + ",\"starts_on\":\"" + days + "\",\"ends_on\":\"" + days + "\"}");
    BODIES.put("PUT /schools/{id}/terms/{term}", BODIES.get("POST /schools/{id}/terms"));
    BODIES.put(
        "PUT /classes/{id}/attendance/{date}",
        "{\"marks\":[{\"student_id\":\"" + world.id("student") + "\",\"mark\":\"present\"}]}");
    String person = "{\"name\":\"Ann\",\"roles\":[\"%s\"],\"school_id\":\"%s\"}";
    BODIES.put("POST /users", person.formatted("no_such_role", world.id("school")));
    BODIES.put("PUT /users/{id}", person.formatted("STUDENT", world.id("school")));
    BODIES.put("PATCH /users/{id}", "{\"name\":\"Ann\"}");
    BODIES.put("PUT /users/{id}/roles", "{\"roles\":[\"STUDENT\"]}");
    world.logIn(client);
  }

  @AfterAll
  static void stop() {
    if (server != null) {
      server.close();
    }
    proxy.close();
    redis.close();
  }

  @Test
  @Order(1)
  void everyCell_withRedis_isAsTheTableSays() {
    await("redis in use", () -> isInUse(client));
    walk("REDIS");
  }

  @Test
  @Order(2)
  void everyCell_withoutRedis_isAsTheTableSays() {
    proxy.become(TcpProxy.Mode.DOWN);
    await("redis away", () -> !isInUse(client));
    walk("DEGRADED");
    assertThat(isInUse(client)).isFalse();
  }

  private void walk(String state) {
    forget();
    String before = world.rows();
    for (Row row : AccessTable.rows()) {
      if (row.is("pending") || row.is("unasked")) {
        continue;
      }
      // Nobody has read it; then somebody who may has; then those who may not ask again.
      AccessTable.CALLERS.stream().filter(row::isRefused).forEach(caller -> ask(row, caller));
      AccessTable.CALLERS.stream()
          .filter(caller -> !row.isRefused(caller))
          .forEach(caller -> ask(row, caller));
      AccessTable.CALLERS.stream().filter(row::isRefused).forEach(caller -> ask(row, caller));
    }
    System.out.printf(
        "access matrix, %s: %d distinct cells, %d cold and %d warm readings, %d with a canary%n",
        state, CELLS.size(), misses, hits, canaries);
    assertThat(wrong).isEmpty();
    assertThat(CELLS).hasSizeGreaterThanOrEqualTo(LEAST_CELLS);
    assertThat(misses).as("cold readings").isGreaterThan(30);
    assertThat(hits).as("warm readings").isGreaterThan(60);
    assertThat(canaries).as("answers with the canary of the caller's school").isGreaterThan(60);
    assertThat(world.rows()).as("what the writes would have changed").isEqualTo(before);
  }

  private void ask(Row row, String caller) {
    Answer answer = send(row, caller);
    CELLS.add(caller + " " + row);
    String cell = caller + " " + row + ": ";
    if (answer.status() != row.expected(caller)) {
      wrong.add(cell + answer.status() + " for " + row.expected(caller));
    } else if (row.isRefused(caller)) {
      Problems.require(answer, row.expected(caller));
    }
    count(answer.header("X-Cache-Status"));
    boolean ofOwn = !caller.endsWith("2");
    if (!caller.equals("SUPER")) {
      if (answer.text().contains(MatrixWorld.canary(!ofOwn))) {
        wrong.add(cell + "the other school's canary");
      }
      if (answer.text().contains(MatrixWorld.canary(ofOwn))) {
        canaries++;
        if (row.isRefused(caller)) {
          wrong.add(cell + "a canary in a refusal");
        }
      }
    }
  }

  private void count(String cacheStatus) {
    if (cacheStatus.equals("MISS")) {
      misses++;
    } else if (cacheStatus.equals("HIT")) {
      hits++;
    }
  }

  private static Answer send(Row row, String caller) {
    String path = row.path();
    for (Map.Entry<String, String> id : row.ids().entrySet()) {
      path = path.replace("{" + id.getKey() + "}", world.id(id.getValue()));
    }
    List<String> headers = new ArrayList<>();
    String token = world.token(caller);
    if (token != null) {
      headers.addAll(List.of("Authorization", "Bearer " + token));
    }
    boolean writes = !row.method().equals("GET");
    if (writes && !row.method().equals("POST")) {
      headers.addAll(List.of("If-Match", "\"v999999\""));
    }
    if (row.method().equals("PATCH")) {
      headers.addAll(List.of("Content-Type", "application/merge-patch+json"));
    }
    boolean hasBody = writes && !row.method().equals("DELETE");
    String body = hasBody ? BODIES.getOrDefault(row.endpoint(), "{}") : null;
    return client.send(row.method(), "/api" + path, body, headers.toArray(String[]::new));
  }

  /** Waits until the server knows that all is void: the list of roles, just read, is a miss. */
  private static void forget() {
    String token = world.token("SUPER");
    await("hit", () -> cacheStatus(token).equals("HIT"));
    world.forget();
    await("miss", () -> cacheStatus(token).equals("MISS"));
  }

  private static String cacheStatus(String token) {
    return client.get("/api/roles?size=1", token).header("X-Cache-Status");
  }

  private static boolean isInUse(Client client) {
    return client.send("GET", "/api/health/redis", null).json().path("redis_available").asBoolean();
  }

  private static void await(String what, BooleanSupplier condition) {
    long end = System.nanoTime() + Promised.within(LONG).toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as(what).isLessThan(end);
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
    }
  }
}
