package dev.homeroom.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.homeroom.demo.DemoDatabase;
import dev.homeroom.testkit.Client.Answer;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Two servers on a PostgreSQL and a Redis of their own, the first with {@code read-only}, the
 * second with {@code deny}, each behind a proxy of its own to PostgreSQL: shared by the classes
 * that take the database away, which lock {@link #NAME}.
 */
public final class TwoServersAway implements BeforeAllCallback {
  /** The resource that each class locks which uses them. */
  public static final String NAME = "two servers whose database goes away";

  /** The dashboard of whoever asks. */
  public static final String DASHBOARD = "/api/dashboards/me";

  private static final Duration BACK = Duration.ofSeconds(5);

  private Running running;

  private static final class Running implements AutoCloseable {
    private final RedisServer redis = RedisServer.started();
    private final PostgresProcess postgres = withDemo();
    private final TcpProxy firstProxy = new TcpProxy(postgres.port());
    private final TcpProxy secondProxy = new TcpProxy(postgres.port());
    private final LibertyServer first = server("read-only", 9231, firstProxy).launch();
    private final LibertyServer second = server("deny", 9232, secondProxy).launch();
    private final Client one = new Client(first);
    private final Client two = new Client(second);
    private final Attendance attendance;

    private Running() throws SQLException {
      try {
        first.awaitReady();
        second.awaitReady();
        attendance = new Attendance(postgres.address());
      } catch (IllegalStateException | SQLException e) {
        // Nobody else would: servers outlive the tests that did not get them.
        close();
        throw e;
      }
    }

    private static PostgresProcess withDemo() {
      PostgresProcess made = new PostgresProcess();
      DemoDatabase.fillPostgres(made.address());
      return made;
    }

    private LibertyServer server(String away, int port, TcpProxy proxy) {
      return new LibertyServer("database-away-" + away, port)
          .on(postgres.address().through(proxy.port()))
          .set("REDIS_URL", redis.url())
          .set("HOMEROOM_DATABASE_AWAY", away)
          .set("HOMEROOM_DEMO", "on")
          .set("HOMEROOM_ENVIRONMENT", "development")
          .set("METRICS_AUTHENTICATION", "false")
          .set("CACHE_FLAP_HOLD", "0s");
    }

    @Override
    public void close() {
      postgres.thaw();
      first.close();
      second.close();
      firstProxy.close();
      secondProxy.close();
      postgres.close();
      redis.close();
    }
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    running =
        context
            .getRoot()
            .getStore(ExtensionContext.Namespace.GLOBAL)
            .computeIfAbsent(TwoServersAway.class, ignored -> launched(), Running.class);
  }

  private static Running launched() {
    try {
      return new Running();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Returns a client of the server with {@code read-only}. */
  public Client one() {
    return running.one;
  }

  /** Returns a client of the server with {@code deny}. */
  public Client two() {
    return running.two;
  }

  /** Returns both. */
  public List<Client> both() {
    return List.of(running.one, running.two);
  }

  /** Returns both processes. */
  public List<LibertyServer> servers() {
    return List.of(running.first, running.second);
  }

  /** Returns what stands between each of them and PostgreSQL. */
  public List<TcpProxy> proxies() {
    return List.of(running.firstProxy, running.secondProxy);
  }

  /** Returns their PostgreSQL. */
  public PostgresProcess postgres() {
    return running.postgres;
  }

  /** Returns their Redis. */
  public RedisServer redis() {
    return running.redis;
  }

  /** Returns their database, to be asked what is true. */
  public Sql sql() {
    return new Sql(running.postgres.address());
  }

  /** Returns a lesson whose attendance can be taken. */
  public Attendance attendance() {
    return running.attendance;
  }

  /** Returns whether a server knows its database to be away. */
  public boolean isAway(Client client) {
    JsonNode stats = client.send("GET", "/internal/cache-stats", null).json();
    assertThat(stats.path("database_away").isBoolean()).isTrue();
    return stats.path("database_away").asBoolean();
  }

  /** Waits until both know. */
  public void awaitAway() {
    await("away", () -> isAway(one()) && isAway(two()), BACK);
  }

  /**
   * Waits for something.
   *
   * @param promised how long it may take where times are judged
   */
  public void await(String what, BooleanSupplier condition, Duration promised) {
    Duration longest = Promised.within(promised);
    long end = System.nanoTime() + longest.toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as(what + " within " + longest).isLessThan(end);
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
    }
  }

  /** Logs in and returns the token, as soon as the server has its database again. */
  public String login(Client client, String username) {
    return loggedIn(client, username).json().path("access_token").asText();
  }

  /** The same; returns the whole answer. No answer before it is a 500. */
  public Answer loggedIn(Client client, String username) {
    List<Answer> answers = new ArrayList<>();
    await(
        "logged in",
        () -> {
          Answer answer = client.tryLogin(username, Client.DEMO_PASSWORD);
          assertThat(answer.status()).as(answer.text()).isNotEqualTo(500);
          answers.add(answer);
          return answer.status() == 200;
        },
        BACK);
    return answers.get(answers.size() - 1);
  }

  /** Sends a write through a server: the demo student's mark becomes the other one. */
  public Answer write(Client through, String teacher, String mark) {
    return through.put(attendance().path(), teacher, attendance().body(mark));
  }

  /** Returns the figure of a student's dashboard. */
  public long absences(Answer answer) {
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    return answer.widget("attendance").path("absent").asLong();
  }

  /** Requires a 503 that says when to come back, and returns its code. */
  public String unavailable(Answer answer) {
    JsonNode problem = Problems.require(answer, 503);
    assertThat(answer.header("Retry-After")).matches("[1-9][0-9]?");
    return problem.path("code").asText();
  }

  /** Both answer the figure that the database has now, as hits, soon. */
  public void agree(String student) throws SQLException {
    long figure = attendance().absences();
    for (Client client : both()) {
      await(
          "hit with " + figure,
          () -> {
            Answer answer = client.get(DASHBOARD, student);
            return answer.header("X-Cache-Status").equals("HIT") && absences(answer) == figure;
          },
          BACK);
      assertThat(absences(client.get(DASHBOARD, student))).isEqualTo(figure);
    }
  }
}
