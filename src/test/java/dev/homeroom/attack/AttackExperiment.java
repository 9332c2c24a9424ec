package dev.homeroom.attack;

import dev.homeroom.testkit.Client;
import dev.homeroom.testkit.LibertyServer;
import dev.homeroom.testkit.LoadDriver;
import dev.homeroom.testkit.LoadResult;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Runs attacks against one server while people use it: 20 dashboards a second, a login every two
 * seconds, a monitor that asks for health.
 */
final class AttackExperiment {
  private static final int DASHBOARDS_PER_SECOND = 20;
  private static final int HEALTH_PER_SECOND = 10;
  private static final int LOGIN_MILLIS = 2_000;

  private final LibertyServer server;
  private final int port;
  private final Client client;
  private final String token;

  /** Takes a server that runs with the demo. */
  AttackExperiment(LibertyServer server, int port) {
    this.server = server;
    this.port = port;
    this.client = new Client(server);
    this.token = client.login("teacher");
  }

  /**
   * What one attack did.
   *
   * @param connections that were tried
   * @param logins that were begun
   * @param loggedIn how many of these ended well within three tries
   * @param before what the server took before it
   * @param after and afterwards
   * @param logLines that the server wrote meanwhile
   */
  record Result(
      String name,
      long connections,
      LoadResult dashboards,
      LoadResult health,
      int logins,
      int loggedIn,
      Room before,
      Room after,
      long logLines) {
    @Override
    public String toString() {
      return """
          %s: %d connections
            dashboards %s
            health     %s
            logins     %d of %d within three tries
            before     %s
            after      %s
            log        %d lines"""
          .formatted(
              name, connections, dashboards, health, loggedIn, logins, before, after, logLines);
    }
  }

  /** Runs attacks at the same time for so long, and looks again after the server had some rest. */
  Result run(List<Attack> attacks, double share, Duration time, Duration rest) {
    Room before = Room.of(server);
    long linesBefore = server.output().lines().count();
    long connections = 0;
    LoadDriver.Run dashboards =
        new LoadDriver(port, 8)
            .ask(List.of(LoadDriver.get("/api/dashboards/me", token)))
            .rate(DASHBOARDS_PER_SECOND)
            .start("");
    LoadDriver.Run health =
        new LoadDriver(port, 4)
            .ask(
                List.of(
                    LoadDriver.get("/health/live", ""),
                    LoadDriver.get("/health/ready", ""),
                    LoadDriver.get("/health/started", "")))
            .rate(HEALTH_PER_SECOND)
            .start("");
    Logins logins = new Logins(client, LOGIN_MILLIS);
    List<Attack.Run> runs = attacks.stream().map(attack -> attack.start(port, share)).toList();
    pause(time);
    logins.close();
    LoadResult seen = dashboards.stop();
    LoadResult monitored = health.stop();
    for (Attack.Run run : runs) {
      run.close();
      connections += run.connectionsTried();
    }
    Room after = afterRest(before, rest);
    return new Result(
        attacks.toString(),
        connections,
        seen,
        monitored,
        logins.begun(),
        logins.succeeded(),
        before,
        after,
        server.output().lines().count() - linesBefore);
  }

  /**
   * Ends the server as an operator does, in the middle of an attack, and returns how long it took.
   */
  Duration endUnder(Attack attack, Duration longest) {
    Attack.Run run = attack.start(port, 1);
    try {
      pause(Duration.ofSeconds(3));
      long begun = System.nanoTime();
      server.signal("TERM");
      server.awaitExit(longest);
      return Duration.ofNanos(System.nanoTime() - begun);
    } finally {
      run.close();
    }
  }

  /** Returns what the server takes once it is back where it was, or when the rest is over. */
  private Room afterRest(Room before, Duration rest) {
    long end = System.nanoTime() + rest.toNanos();
    Room now = Room.of(server);
    while (!now.isBackAt(before) && System.nanoTime() < end) {
      pause(Duration.ofSeconds(2));
      now = Room.of(server);
    }
    return now;
  }

  private static void pause(Duration time) {
    long end = System.nanoTime() + time.toNanos();
    for (long left = time.toNanos(); left > 0; left = end - System.nanoTime()) {
      LockSupport.parkNanos(Math.min(left, TimeUnit.MILLISECONDS.toNanos(100)));
    }
  }
}
