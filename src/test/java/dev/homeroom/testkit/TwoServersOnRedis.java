package dev.homeroom.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.homeroom.demo.DemoDatabase;
import dev.homeroom.testkit.Client.Answer;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Two servers on one PostgreSQL (under the profile {@code mariadb}: MariaDB) and one Redis, each
 * behind a proxy of its own to Redis: started for the first test class that asks for them, shared
 * by all others, which lock {@link #NAME}, stopped after the last.
 */
public final class TwoServersOnRedis implements BeforeAllCallback {
  /** The resource that each class locks which uses them. */
  public static final String NAME = "two servers on a Redis";

  /** How long after Redis is well it may take until it is used. */
  public static final Duration IN_USE_AGAIN = Duration.ofSeconds(5);

  private static final String DASHBOARD = "/api/dashboards/me";

  private Running running;

  private static final class Running implements AutoCloseable {
    private final RedisServer redis = RedisServer.started();
    private final TcpProxy firstProxy = TcpProxy.forRedis(redis.port());
    private final TcpProxy secondProxy = TcpProxy.forRedis(redis.port());
    private final Databases.Address database = DemoDatabase.ofThisBuild();
    private final LibertyServer first = server("one", 9197, firstProxy).launch();
    // The other one asks Redis each time, so that what stands there is seen.
    private final LibertyServer second =
        server("two", 9198, secondProxy).set("CACHE_NEAR_COPIES", "false").launch();
    private final Client one = new Client(first.awaitReady());
    private final Client two = new Client(second.awaitReady());
    private final Attendance attendance;

    private Running() throws SQLException {
      attendance = new Attendance(database);
    }

    private LibertyServer server(String name, int port, TcpProxy proxy) {
      return new LibertyServer("two-servers-redis-" + name, port)
          .on(database)
          .set("REDIS_URL", redis.urlThrough(proxy.port()))
          .set("HOMEROOM_DEMO", "on")
          .set("HOMEROOM_ENVIRONMENT", "development")
          .set("METRICS_AUTHENTICATION", "false")
          // Held back on purpose by StateMachineFlappingTest; here each fault stands by itself.
          .set("CACHE_FLAP_HOLD", "0s");
    }

    @Override
    public void close() {
      first.close();
      second.close();
      firstProxy.close();
      secondProxy.close();
      redis.close();
    }
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    running =
        context
            .getRoot()
            .getStore(ExtensionContext.Namespace.GLOBAL)
            .computeIfAbsent(TwoServersOnRedis.class, ignored -> launched(), Running.class);
  }

  private static Running launched() {
    try {
      return new Running();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Returns a client of the first server. */
  public Client one() {
    return running.one;
  }

  /** Returns a client of the second server. */
  public Client two() {
    return running.two;
  }

  /** Returns what stands between the first server and Redis. */
  public TcpProxy firstProxy() {
    return running.firstProxy;
  }

  /** Returns what stands between the second server and Redis. */
  public TcpProxy secondProxy() {
    return running.secondProxy;
  }

  /** Returns the Redis of both. */
  public RedisServer redis() {
    return running.redis;
  }

  /** Returns where their database is. */
  public Databases.Address database() {
    return running.database;
  }

  /** Returns their database, to be asked what is true. */
  public Sql sql() {
    return new Sql(running.database);
  }

  /** Takes attendance through a server, so that the demo student's figure is another one. */
  public void write(Client through, String teacher) throws SQLException {
    Attendance attendance = running.attendance;
    String body = attendance.body(attendance.otherMark());
    assertThat(through.put(attendance.path(), teacher, body).status()).isEqualTo(200);
  }

  /** Returns the present figure, as the database says. */
  public long figure() throws SQLException {
    return running.attendance.absences();
  }

  /** Returns whether a server uses Redis. */
  public boolean isInUse(Client client) {
    return client.send("GET", "/api/health/redis", null).json().path("redis_available").asBoolean();
  }

  /** Waits until both use Redis. */
  public void awaitInUse(Duration longest) {
    await(() -> isInUse(one()) && isInUse(two()), longest);
  }

  /** Waits until a Redis has keys that match: what is loaded is written in the background. */
  public void awaitKeys(RedisServer there, String pattern, int atLeast) {
    await(() -> there.command("KEYS", pattern).texts().size() >= atLeast, IN_USE_AGAIN);
  }

  /**
   * Waits for something.
   *
   * @param promised how long it may take where times are judged
   */
  public void await(BooleanSupplier condition, Duration promised) {
    Duration longest = Promised.within(promised);
    long end = System.nanoTime() + longest.toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("waited for " + longest).isLessThan(end);
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
    }
  }

  /** Returns what an answer says of its source. */
  public String source(Answer answer) {
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    return answer.json().path("source").asText();
  }

  /** Returns the figure that a server shows to the student. */
  public long absences(Client client, String student) {
    return absences(client.get(DASHBOARD, student));
  }

  /** Returns the figure of an answer. */
  public long absences(Answer answer) {
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    return answer.widget("attendance").path("absent").asLong();
  }

  /** Returns how often a server has loaded anything of a dashboard. */
  public double loads(Client client) {
    return client.counted("cache_load_seconds_count{", "resource=\"dashboard");
  }

  /** Returns how many entries a server found and refused, because a generation was another one. */
  public double refused(Client client) {
    return client.counted("cache_refused_total{", "reason=\"stamp\"");
  }

  /** Both servers answer from Redis with the present figure. */
  public void settle(String student) throws SQLException {
    long figure = figure();
    for (Client client : List.of(one(), two())) {
      await(
          () -> {
            Answer answer = client.get(DASHBOARD, student);
            return source(answer).equals("redis") && absences(answer) == figure;
          },
          IN_USE_AGAIN);
    }
  }

  /** A server shows the present figure in time, once and again, and then as a hit. */
  public void newFigureWithin(Duration longest, Client client, String student) throws SQLException {
    long figure = figure();
    long begun = System.nanoTime();
    await(() -> absences(client, student) == figure, longest);
    assertThat(absences(client, student)).isEqualTo(figure);
    assertThat(Duration.ofNanos(System.nanoTime() - begun))
        .isLessThan(Promised.within(longest.plusSeconds(1)));
    await(
        () -> "HIT".equals(client.get(DASHBOARD, student).header("X-Cache-Status")),
        Duration.ofSeconds(2));
    assertThat(absences(client, student)).isEqualTo(figure);
  }
}
