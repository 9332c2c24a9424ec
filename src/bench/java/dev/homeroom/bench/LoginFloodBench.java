package dev.homeroom.bench;

import dev.homeroom.testkit.Client;
import dev.homeroom.testkit.LibertyServer;
import dev.homeroom.testkit.LoadDriver;
import dev.homeroom.testkit.LoadResult;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The teacher's warm dashboard at 200 a second, alone and beside 100 wrong logins a second, in turn;
 * then right logins as fast as they are answered. Each wrong login has an account and an address of
 * its own, so that none is refused before it is hashed but for want of a place.
 */
final class LoginFloodBench {
  private static final int PORT = 9199;
  private static final int DASHBOARDS_PER_SECOND = 200;
  private static final int WRONG_PER_SECOND = 100;

  /** More than wait for a place at once, so that none waits for a connection. */
  private static final int WRONG_CONNECTIONS = 250;

  private LoginFloodBench() {}

  public static void main(String[] args) {
    Duration time = Duration.ofSeconds(Integer.getInteger("bench.seconds", 20));
    try (LibertyServer server =
        new LibertyServer("bench-logins", PORT)
            .set("HOMEROOM_DEMO", "on")
            .set("HOMEROOM_ENVIRONMENT", "development")
            .set("TRUSTED_PROXIES", "127.0.0.1")) {
      String token = new Client(server.start()).login("teacher");
      dashboards(token).run(Duration.ofSeconds(Integer.getInteger("bench.warmup", 60)));
      for (int round = 1; round <= Integer.getInteger("bench.rounds", 3); round++) {
        LoadResult alone = dashboards(token).run(time);
        LoadDriver.Run flood =
            new LoadDriver(PORT, WRONG_CONNECTIONS)
                .ask(wrongLogins(round, (int) (WRONG_PER_SECOND * (time.toSeconds() + 5))))
                .rate(WRONG_PER_SECOND)
                .expect(status -> true)
                .start("");
        LoadResult beside = dashboards(token).run(time);
        LoadResult wrong = flood.stop();
        LoadResult right =
            new LoadDriver(PORT, 8).ask(rightLogins(round)).expect(status -> status == 200).run(time);
        System.out.printf(
            Locale.ROOT,
            "round %d: dashboards alone p50 %.1f p99 %.1f ms, beside the flood p50 %.1f p99 %.1f ms,"
                + " failed %d of %d; wrong logins %s, p99 %.0f ms; right logins %.1f a second,"
                + " failed %d%n",
            round,
            millis(alone.p50()),
            millis(alone.p99()),
            millis(beside.p50()),
            millis(beside.p99()),
            alone.failed() + beside.failed(),
            alone.count() + beside.count(),
            statuses(wrong),
            millis(wrong.p99()),
            right.perSecond(),
            right.failed());
      }
    }
  }

  private static LoadDriver dashboards(String token) {
    return new LoadDriver(PORT, 16)
        .ask(List.of(LoadDriver.get("/api/dashboards/me", token)))
        .rate(DASHBOARDS_PER_SECOND);
  }

  private static List<String> wrongLogins(int round, int count) {
    List<String> requests = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      requests.add(login("nobody-" + round + "-" + i, "wrong password", address(round, i)));
    }
    return requests;
  }

  /** Of 15 people, since of those that wait for a place one account may have one. */
  private static List<String> rightLogins(int round) {
    List<String> roles = List.of("teacher", "student", "parent", "staff", "school.admin");
    List<String> schools = List.of("", ".2", ".3");
    return IntStream.range(0, 15)
        .mapToObj(
            i ->
                login(
                    roles.get(i % 5) + schools.get(i / 5),
                    Client.DEMO_PASSWORD,
                    address(100 + round, i)))
        .toList();
  }

  private static String address(int net, int i) {
    return "10." + net + "." + i / 250 + "." + (1 + i % 250);
  }

  private static String login(String username, String password, String address) {
    String body = "{\"username\":\"" + username + "\",\"password\":\"" + password + "\"}";
    return "POST /api/auth/login HTTP/1.1\r\nHost: 127.0.0.1\r\nForwarded: for="
        + address
        + "\r\nContent-Type: application/json\r\nContent-Length: "
        + body.getBytes(StandardCharsets.UTF_8).length
        + "\r\n\r\n"
        + body;
  }

  private static Map<Integer, Long> statuses(LoadResult result) {
    return result.samples().stream()
        .collect(Collectors.groupingBy(LoadResult.Sample::status, Collectors.counting()));
  }

  private static double millis(Duration time) {
    return time.toNanos() / 1e6;
  }
}
