package dev.homeroom.outage;

import com.fasterxml.jackson.databind.JsonNode;
import dev.homeroom.testkit.Client;
import dev.homeroom.testkit.Databases;
import dev.homeroom.testkit.LibertyServer;
import dev.homeroom.testkit.RedisServer;
import dev.homeroom.testkit.TcpProxy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** One Homeroom with the demo, and its own way to Redis. */
final class Node implements AutoCloseable {
  private static final Pattern CHANGE = Pattern.compile("Cache (\\w+) -> (\\w+): ");
  private static final String LOADS =
      "(?m)^cache_load_seconds_count\\{.*resource=\"%s\".*} (\\S+)$";

  private final int port;
  private final TcpProxy proxy;
  private final LibertyServer server;
  private final Client client;

  /**
   * Launches a server; does not wait.
   *
   * @param database null for a file of H2
   * @param holdsFlaps whether a Redis that comes and goes is held off, as shipped
   */
  Node(int port, RedisServer redis, Databases.Address database, boolean holdsFlaps) {
    this.port = port;
    proxy = TcpProxy.forRedis(redis.port());
    server =
        new LibertyServer("outage-" + port, port)
            .set("REDIS_URL", redis.urlThrough(proxy.port()))
            .set("HOMEROOM_DEMO", "on")
            .set("HOMEROOM_ENVIRONMENT", "development")
            .set("METRICS_AUTHENTICATION", "false");
    if (!holdsFlaps) {
      // Two faults would not be held, but a start beside other work may hear nothing of the first
      // probe in half a second, and that counts as the first of three.
      server.set("CACHE_FLAP_HOLD", "0s");
    }
    if (database != null) {
      server.on(database);
    }
    server.launch();
    client = new Client(server);
  }

  void awaitReady() {
    server.awaitReady();
  }

  int port() {
    return port;
  }

  TcpProxy proxy() {
    return proxy;
  }

  Client client() {
    return client;
  }

  /** Returns which tier answers, as monitors see it. */
  String state() {
    return client.send("GET", "/internal/cache-stats", null).json().path("state").asText();
  }

  /** Returns how many loads of dashboards' widgets there were since the start. */
  long loads() {
    return loads("dashboard.*");
  }

  /** Returns the loads of the regions with such names. */
  long loads(String regions) {
    Pattern counted = Pattern.compile(LOADS.formatted(regions));
    String metrics = client.send("GET", "/metrics", null).text();
    return (long)
        counted
            .matcher(metrics)
            .results()
            .mapToDouble(one -> Double.parseDouble(one.group(1)))
            .sum();
  }

  /** Returns whether other servers' changes are heard. */
  boolean isListening() {
    return client
        .send("GET", "/metrics", null)
        .text()
        .lines()
        .filter(line -> line.startsWith("cache_push_connected"))
        .anyMatch(line -> Double.parseDouble(line.replaceAll(".* ", "")) == 1);
  }

  /** Returns the changes of state, as health tells them. */
  List<String> changes() {
    List<String> changes = new ArrayList<>();
    JsonNode history = client.send("GET", "/api/health/redis", null).json().path("history");
    history.forEach(
        row -> changes.add(row.path("from").asText() + " -> " + row.path("to").asText()));
    return changes;
  }

  /** Returns the same with their times and reasons. */
  List<Flaps.Change> history() {
    List<Flaps.Change> changes = new ArrayList<>();
    JsonNode history = client.send("GET", "/api/health/redis", null).json().path("history");
    history.forEach(
        row ->
            changes.add(
                new Flaps.Change(
                    Instant.parse(row.path("at").asText()),
                    row.path("to").asText(),
                    row.path("reason").asText())));
    return changes;
  }

  /** Returns the changes of state, as the log tells them. */
  List<String> logged() {
    return CHANGE.matcher(server.log()).results().map(Node::change).toList();
  }

  private static String change(MatchResult line) {
    return line.group(1) + " -> " + line.group(2);
  }

  @Override
  public void close() {
    server.close();
    proxy.close();
  }
}
