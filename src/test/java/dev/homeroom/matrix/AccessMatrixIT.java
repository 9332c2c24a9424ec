package dev.homeroom.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import dev.homeroom.matrix.AccessTable.Row;
import dev.homeroom.testkit.Client;
import dev.homeroom.testkit.Client.Answer;
import dev.homeroom.testkit.Problems;
import dev.homeroom.testkit.RespClient;
import dev.homeroom.testkit.TcpProxy;
import dev.homeroom.testkit.TwoServersOnRedis;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * Asks every cell of the table of rights of two running servers: each caller, each endpoint, each
 * target; with Redis and without; before anybody has read the thing and after somebody who may has,
 * at the other server.
 */
@Tag("quiet") // Only because the two servers are there then. It is the last: it renames people.
// Isolated classes run last, one after another: it changes rows that the others read.
@Isolated
@Order(5)
@ResourceLock(TwoServersOnRedis.NAME)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class AccessMatrixIT {
  private static final int LEAST_CELLS = 4_000;
  private static final int CONNECTIONS = 4;
  private static final Duration LONG = Duration.ofSeconds(15);

  @RegisterExtension static final TwoServersOnRedis AT = new TwoServersOnRedis();

  private static final Set<String> CELLS = new ConcurrentSkipListSet<>();

  private static MatrixWorld world;
  private static MatrixBodies bodies;

  private final Queue<String> wrong = new ConcurrentLinkedQueue<>();
  private final AtomicInteger misses = new AtomicInteger();
  private final AtomicInteger hits = new AtomicInteger();
  private final AtomicInteger canaries = new AtomicInteger();
  private final Set<String> personal = new ConcurrentSkipListSet<>();

  @BeforeAll
  static void prepare() throws SQLException {
    world = new MatrixWorld(AT.database());
    bodies = new MatrixBodies(world);
  }

  @AfterAll
  static void restore() {
    AT.firstProxy().become(TcpProxy.Mode.PASS);
    AT.secondProxy().become(TcpProxy.Mode.PASS);
  }

  @Test
  @Order(1)
  void everyCell_withRedis_isAsTheTableSays() throws Exception {
    AT.awaitInUse(LONG);
    world.logIn(AT.one(), AT.two());
    walk("REDIS");
    requireNothingPersonalInRedis();
  }

  /** Addresses and notes are answered, and stand in no entry that leaves a server. */
  private void requireNothingPersonalInRedis() {
    assertThat(personal)
        .as("who answers addresses or notes")
        .contains("/users/{id}", "/users/{id}/export", "/classes/{id}/attendance/{date}");
    List<String> entries =
        AT.redis().command("KEYS", "homeroom:*").texts().stream()
            .filter(key -> !key.equals("homeroom:d:installations"))
            .map(key -> AT.redis().command("GET", key))
            .filter(value -> !value.isNull())
            .map(RespClient.Reply::text)
            .toList();
    assertThat(entries)
        .as("entries with a name")
        .filteredOn(entry -> entry.contains(MatrixWorld.canary(1)))
        .hasSizeGreaterThan(20);
    assertThat(entries).noneMatch(entry -> entry.contains(MatrixWorld.PERSONAL));
  }

  @Test
  @Order(2)
  void everyCell_withoutRedis_isAsTheTableSays() throws Exception {
    AT.firstProxy().become(TcpProxy.Mode.DOWN);
    AT.secondProxy().become(TcpProxy.Mode.DOWN);
    AT.await(() -> !AT.isInUse(AT.one()) && !AT.isInUse(AT.two()), LONG);
    world.logIn(AT.one(), AT.two());
    walk("DEGRADED");
    assertThat(AT.isInUse(AT.one()) || AT.isInUse(AT.two())).isFalse();
  }

  private void walk(String state) throws Exception {
    forget();
    String before = world.rows();
    ExecutorService connections = Executors.newFixedThreadPool(CONNECTIONS);
    try {
      List<Future<?>> rows = new ArrayList<>();
      for (Row row : AccessTable.rows()) {
        if (!row.is("pending") && !row.is("unasked")) {
          rows.add(connections.submit(() -> askAll(row)));
        }
      }
      for (Future<?> row : rows) {
        row.get();
      }
    } finally {
      connections.shutdownNow();
    }
    System.out.printf(
        "access matrix, %s: %d distinct cells, %d cold and %d warm readings, %d with a canary%n",
        state, CELLS.size(), misses.get(), hits.get(), canaries.get());
    assertThat(wrong).isEmpty();
    assertThat(CELLS).hasSizeGreaterThanOrEqualTo(LEAST_CELLS);
    assertThat(misses.get()).as("cold readings").isGreaterThan(40);
    assertThat(hits.get()).as("warm readings").isGreaterThan(100);
    assertThat(canaries.get()).as("answers with the canary of their school").isGreaterThan(150);
    assertThat(world.rows()).as("what the writes would have changed").isEqualTo(before);
  }

  /** Nobody has read it; then those who may have; then those who may not ask the other server. */
  private void askAll(Row row) {
    List<String> refused = AccessTable.CALLERS.stream().filter(row::isRefused).toList();
    refused.forEach(caller -> ask(AT.one(), row, caller));
    AccessTable.CALLERS.stream()
        .filter(caller -> !row.isRefused(caller))
        .forEach(caller -> ask(AT.one(), row, caller));
    if (row.method().equals("GET")) {
      refused.forEach(caller -> ask(AT.two(), row, caller));
    }
    if (row.path().startsWith("/dashboards")) {
      // The warm ones were answered before JAX-RS.
      AccessTable.CALLERS.forEach(caller -> ask(AT.one().throughJaxRs(), row, caller));
    }
  }

  private void ask(Client client, Row row, String caller) {
    Answer answer = send(client, row, caller);
    CELLS.add(caller + " " + row);
    String cell = caller + " " + row + ": ";
    if (answer.status() != row.expected(caller)) {
      wrong.add(cell + answer.status() + " for " + row.expected(caller) + " " + answer.text());
    } else if (row.isRefused(caller)) {
      Problems.require(answer, row.expected(caller));
    }
    if (!answer.header("Cache-Control").contains("no-store")) {
      wrong.add(cell + "may be kept by clients");
    }
    if (answer.text().contains(MatrixWorld.PERSONAL)) {
      personal.add(row.path());
    }
    String status = answer.header("X-Cache-Status");
    (status.equals("MISS") ? misses : hits).addAndGet(status.matches("MISS|HIT") ? 1 : 0);
    for (int school = 1; school <= 3; school++) {
      if (answer.text().contains(MatrixWorld.canary(school))) {
        canaries.incrementAndGet();
        if (!row.open(caller).contains(school)) {
          wrong.add(cell + "the canary of school " + school);
        }
      }
    }
  }

  private static Answer send(Client client, Row row, String caller) {
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
    String body = hasBody ? bodies.of(row) : null;
    return client.send(row.method(), "/api" + path, body, headers.toArray(String[]::new));
  }

  /** Waits until each server knows that all is void: a list of its own, just read, is a miss. */
  private static void forget() {
    AT.await(() -> listIs("HIT", AT.one(), 1) && listIs("HIT", AT.two(), 2), LONG);
    world.forget();
    AT.await(() -> listIs("MISS", AT.one(), 1), LONG);
    AT.await(() -> listIs("MISS", AT.two(), 2), LONG);
  }

  private static boolean listIs(String status, Client client, int size) {
    Answer list = client.get("/api/roles?size=" + size, world.token("SUPER"));
    return list.header("X-Cache-Status").equals(status);
  }
}
