package dev.homeroom.bench;

import dev.homeroom.testkit.Client;
import dev.homeroom.testkit.Fault;
import dev.homeroom.testkit.LibertyServer;
import dev.homeroom.testkit.RedisServer;
import dev.homeroom.testkit.TcpProxy;
import java.io.File;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;
import org.jboss.shrinkwrap.api.importer.ZipImporter;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/**
 * The gate with its interceptors, inside of Liberty, against raw Jedis: over loopback, and with a
 * round trip of 1 ms. Prints a row a round.
 */
final class GateBench {
  private static final int PORT = 9199;
  private static final String SERVLET = "dev/homeroom/cache/redis/GateServlet.class";

  private GateBench() {}

  public static void main(String[] args) throws Exception {
    try (RedisServer redis = RedisServer.started();
        TcpProxy far = TcpProxy.forRedis(redis.port())) {
      far.add(Fault.delay(Duration.ofMillis(1), Duration.ZERO, 1).exceptListener());
      measure("loopback", redis.port(), 20_000);
      measure("1 ms", far.port(), 2_000);
    }
  }

  private static void measure(String what, int redisPort, int calls) throws Exception {
    try (LibertyServer server =
        new LibertyServer("bench-gate", PORT)
            .set("HOMEROOM_ENVIRONMENT", "development")
            .set("REDIS_URL", "redis://127.0.0.1:" + redisPort)) {
      Path war = server.home().resolve("servers/homeroom/dropins/homeroom.war");
      ShrinkWrap.create(ZipImporter.class, "homeroom.war")
          .importFrom(new File("target/homeroom.war"))
          .as(WebArchive.class)
          .addAsWebInfResource(new File("target/test-classes/" + SERVLET), "classes/" + SERVLET)
          .as(ZipExporter.class)
          .exportTo(war.toFile(), true);
      Client client = new Client(server.start());
      rounds(client, redisPort, what + ", warm-up", calls, 1);
      rounds(client, redisPort, what, calls, 5);
    }
  }

  private static void rounds(Client client, int port, String what, int calls, int rounds) {
    for (int round = 1; round <= rounds; round++) {
      String path = "/bench/gate?port=" + port + "&calls=" + calls;
      String[] answer = client.send("GET", path, null).text().trim().split(" ", -1);
      long[] nanos = Arrays.stream(answer).mapToLong(Long::parseLong).toArray();
      System.out.printf(
          Locale.ROOT,
          "gate, %s, round %d: raw Jedis %.1f us, one attempt %.1f us, gate %.1f us; gate/raw %.3f%n",
          what,
          round,
          nanos[0] / 1e3,
          nanos[1] / 1e3,
          nanos[2] / 1e3,
          (double) nanos[2] / nanos[0]);
    }
  }
}
