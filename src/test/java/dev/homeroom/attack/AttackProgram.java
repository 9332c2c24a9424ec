package dev.homeroom.attack;

import dev.homeroom.testkit.LibertyServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Attacks a server that runs as shipped, each way for a time and all together, prints what came of
 * it, and ends with 1 if a promise is broken. The arguments are the seconds of each, and the name
 * of the only one.
 */
final class AttackProgram {
  private static final int PORT = 9198;
  private static final Duration REST = Duration.ofSeconds(30);
  private static final Duration LONGEST_END = Duration.ofSeconds(10);

  /**
   * The longest of 600 is the machine's as often as ours; it is printed, and stands in the docs.
   */
  private static final Duration P99_OF_HEALTH = Duration.ofMillis(100);

  private static final int MOST_LOG_LINES = 20;

  /** Those of which each alone ended the server once. */
  private static final List<Attack> TOGETHER =
      List.of(
          Attack.MADE_UP_METHODS,
          Attack.LOGINS_THAT_HANG_UP,
          Attack.HEADER_BOMBS,
          Attack.SLOW_BODIES);

  private AttackProgram() {}

  @SuppressWarnings("SystemOut") // What a command prints is its answer.
  public static void main(String... arguments) {
    Duration time = Duration.ofSeconds(arguments.length > 0 ? Long.parseLong(arguments[0]) : 60);
    List<String> broken = new ArrayList<>();
    List<List<Attack>> plans = new ArrayList<>();
    for (Attack attack : Attack.values()) {
      if (arguments.length < 2 || arguments[1].equals(attack.name())) {
        plans.add(List.of(attack));
      }
    }
    if (arguments.length < 2) {
      plans.add(TOGETHER);
    }
    try (LibertyServer server =
        new LibertyServer("attack", PORT)
            .set("HOMEROOM_DEMO", "on")
            // As shipped but for the password of the demo, which production refuses.
            .set("HOMEROOM_ENVIRONMENT", "development")
            .set("HOMEROOM_MONITORING", "token")
            .asShipped()
            .start()) {
      AttackExperiment experiment = new AttackExperiment(server, PORT);
      System.out.println(experiment.run(List.of(), 1, time, REST));
      for (List<Attack> plan : plans) {
        AttackExperiment.Result result = experiment.run(plan, 1, time, REST);
        System.out.println(result);
        judge(result, broken);
      }
      Duration end = experiment.endUnder(Attack.LOGINS_THAT_HANG_UP, Duration.ofMinutes(2));
      System.out.println("TERM under " + Attack.LOGINS_THAT_HANG_UP + ": ended after " + end);
      if (end.compareTo(LONGEST_END) > 0) {
        broken.add("TERM took " + end);
      }
    }
    System.out.println(broken.isEmpty() ? "All promises held." : String.join("\n", broken));
    System.exit(broken.isEmpty() ? 0 : 1);
  }

  private static void judge(AttackExperiment.Result result, List<String> broken) {
    String name = result.name();
    if (result.dashboards().failed() > 0) {
      broken.add(name + ": dashboards failed: " + result.dashboards().failures().get(0));
    }
    boolean isSlow = result.health().p99().compareTo(P99_OF_HEALTH) > 0;
    if (result.health().failed() > 0 || isSlow) {
      broken.add(name + ": health " + result.health());
    }
    if (result.loggedIn() < result.logins() * 95 / 100.0) {
      broken.add(name + ": right logins " + result.loggedIn() + " of " + result.logins());
    }
    if (!result.after().isBackAt(result.before())) {
      broken.add(name + ": from " + result.before() + " to " + result.after());
    }
    if (result.logLines() > MOST_LOG_LINES) {
      broken.add(name + ": " + result.logLines() + " log lines");
    }
  }
}
