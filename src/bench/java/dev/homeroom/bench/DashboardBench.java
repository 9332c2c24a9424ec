package dev.homeroom.bench;

import dev.homeroom.testkit.Client;
import dev.homeroom.testkit.LibertyServer;
import dev.homeroom.testkit.LoadDriver;
import dev.homeroom.testkit.LoadResult;
import dev.homeroom.testkit.RedisServer;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.ByteArrayAsset;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/**
 * The teacher's warm dashboard over HTTP, with its token and revocation checks, from memory and, on
 * a second server, from Redis, against the bare method: interleaved, after a minute of warm-up.
 * Prints one row a measurement and the ratios.
 */
final class DashboardBench {
  private static final String ME = "/api/dashboards/me";
  private static final int PORT = 9199;
  private static final int SHARED_PORT = 9200;
  private static final int CONNECTIONS = 16;

  private DashboardBench() {}

  public static void main(String[] args) throws Exception {
    int seconds = Integer.getInteger("bench.seconds", 10);
    int warmUp = Integer.getInteger("bench.warmup", 60);
    int rounds = Integer.getInteger("bench.rounds", 3);
    try (RedisServer redis = RedisServer.started();
        LibertyServer server = server("bench", PORT);
        LibertyServer shared = server("bench-redis", SHARED_PORT)
                .set("REDIS_URL", redis.url())
                // What is measured is a hit in Redis, not in a near copy of it.
                .set("CACHE_NEAR_COPIES", "false")) {
      List<String> teachers = startWithLogins(server);
      Client client = new Client(server);
      Client sharedClient = new Client(shared.start());
      deployBare(server, client.get(ME, client.login("teacher")).text());
      List<String> one = List.of(LoadDriver.get(ME, client.login("teacher")));
      List<String> ninety = ninety(client, teachers);
      String sharedToken = sharedClient.login("teacher");
      List<String> fromRedis = List.of(LoadDriver.get(ME, sharedToken));
      List<String> bare = List.of(LoadDriver.get("/bare/bytes", ""));
      long until = System.nanoTime() + Duration.ofSeconds(warmUp).toNanos();
      while (System.nanoTime() < until) {
        run(PORT, bare, Duration.ofSeconds(2));
        run(PORT, one, Duration.ofSeconds(2));
        run(PORT, ninety, Duration.ofSeconds(2));
        run(SHARED_PORT, fromRedis, Duration.ofSeconds(2));
      }
      for (int round = 1; round <= rounds; round++) {
        Duration time = Duration.ofSeconds(seconds);
        LoadResult limit = print("bare method", round, run(PORT, bare, time));
        LoadResult single = print("one teacher", round, run(PORT, one, time));
        LoadResult all = print("90 teachers in turn", round, run(PORT, ninety, time));
        LoadResult far = print("one, from Redis", round, run(SHARED_PORT, fromRedis, time));
        System.out.printf(
            Locale.ROOT,
            "round %d: one/bare %.2f, 90/bare %.2f, from Redis/bare %.2f (%s)%n",
            round,
            single.perSecond() / limit.perSecond(),
            all.perSecond() / limit.perSecond(),
            far.perSecond() / limit.perSecond(),
            sharedClient.get(ME, sharedToken).json().path("source").asText());
      }
      printMemory(server);
    }
  }

  private static LibertyServer server(String name, int port) {
    return new LibertyServer(name, port)
        .set("HOMEROOM_DEMO", "on")
        .set("HOMEROOM_ENVIRONMENT", "development");
  }

  private static LoadResult print(String what, int round, LoadResult result) {
    System.out.printf(
        Locale.ROOT,
        "round %d %-20s %8.0f/s  p50 %d us  p99 %d us  failed %d%n",
        round,
        what,
        result.perSecond(),
        result.p50().toNanos() / 1_000,
        result.p99().toNanos() / 1_000,
        result.failed());
    return result;
  }

  private static LoadResult run(int port, List<String> requests, Duration time) {
    return new LoadDriver(port, CONNECTIONS).ask(requests).run(time);
  }

  /** Each teacher's own dashboard, asked for with a token of their own. */
  private static List<String> ninety(Client client, List<String> usernames) {
    List<String> requests = new ArrayList<>();
    for (String username : usernames) {
      String token = client.login(username);
      if (client.get(ME, token).status() != 200) {
        throw new IllegalStateException("no dashboard of " + username);
      }
      requests.add(LoadDriver.get(ME, token));
    }
    return requests;
  }

  /** Starts a server whose teachers all have logins; the demo gives one a school. */
  private static List<String> startWithLogins(LibertyServer server) throws SQLException {
    server.start();
    server.kill();
    List<String> usernames = new ArrayList<>();
    String url = "jdbc:h2:file:" + server.home().resolve("data/homeroom");
    try (Connection connection = DriverManager.getConnection(url, "homeroom", "homeroom");
        Statement statement = connection.createStatement()) {
      statement.executeUpdate(
          """
          insert into account (person_id, username, password_hash)
          select r.person_id, 'bench.' || r.person_id, a.password_hash
          from person_role r join account a on a.username = 'teacher'
          where r.role_name = 'TEACHER'
            and r.person_id not in (select person_id from account)
          """);
      ResultSet rows =
          statement.executeQuery(
              """
              select a.username from account a join person_role r on r.person_id = a.person_id
              where r.role_name = 'TEACHER'
              """);
      while (rows.next()) {
        usernames.add(rows.getString(1));
      }
    }
    server.start();
    return usernames;
  }

  private static void deployBare(LibertyServer server, String answer) throws Exception {
    Path war = server.home().resolve("servers/homeroom/dropins/bare.war");
    ShrinkWrap.create(WebArchive.class, "bare.war")
        .addClasses(BareResource.class, BareResource.Bare.class)
        .addAsResource(new ByteArrayAsset(answer.getBytes(java.nio.charset.StandardCharsets.UTF_8)), "answer.json")
        .as(ZipExporter.class)
        .exportTo(war.toFile(), true);
    Client client = new Client(server);
    long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    while (client.send("GET", "/bare/bytes", null).status() != 200) {
      if (System.nanoTime() > end) {
        throw new IllegalStateException("the bare method does not answer:\n" + server.output());
      }
    }
  }

  private static void printMemory(LibertyServer server) throws Exception {
    System.out.println("RSS after load: " + server.residentKiB() / 1024 + " MiB");
    server
        .output()
        .lines()
        .filter(line -> line.contains("CWWKF0011I"))
        .forEach(line -> System.out.println(line.trim()));
  }
}
