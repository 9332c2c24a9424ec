package dev.homeroom.outage;

import dev.homeroom.testkit.LoadResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Reads a thousand warm keys 500 times a second from the command line, in three rounds, and prints
 * a table; ends with 1 if a key was loaded or a request failed.
 */
final class WarmKeysProgram {
  private static final int PORT = 9206;
  private static final int ROUNDS = 3;
  private static final double PER_SECOND = 500;
  private static final Duration PHASE = Duration.ofSeconds(10);

  private WarmKeysProgram() {}

  @SuppressWarnings("SystemOut") // What a command prints is its answer.
  public static void main(String... arguments) {
    List<WarmKeys.Result> rounds = new ArrayList<>();
    try (WarmKeys experiment = new WarmKeys(PORT, PER_SECOND, PHASE)) {
      for (int i = 0; i < ROUNDS; i++) {
        rounds.add(experiment.run());
        System.out.printf("round %d of %d, %d keys%n", i + 1, ROUNDS, rounds.get(i).entries());
      }
    }
    System.out.println(
        "| phase | requests | failed | p50 ms | p99 ms | longest ms | loads | source |");
    System.out.println("|---|---|---|---|---|---|---|---|");
    for (int i = 1; i < rounds.get(0).phases().size(); i++) {
      System.out.println(row(rounds, i));
    }
    System.exit(rounds.stream().allMatch(WarmKeysProgram::isAsPromised) ? 0 : 1);
  }

  private static boolean isAsPromised(WarmKeys.Result round) {
    return round.reads().failed() == 0
        && round.phases().stream().allMatch(phase -> phase.changed() && phase.loads() == 0);
  }

  /** Each figure of all rounds, in their order. */
  private static String row(List<WarmKeys.Result> rounds, int place) {
    String name = rounds.get(0).phases().get(place).name();
    List<LoadResult> parts = rounds.stream().map(round -> round.reads().in(name)).toList();
    return String.join(
        " | ",
        "| " + name,
        each(parts, part -> Integer.toString(part.count())),
        each(parts, part -> Integer.toString(part.failed())),
        each(parts, part -> millis(part.p50())),
        each(parts, part -> millis(part.p99())),
        each(parts, part -> millis(part.max())),
        each(rounds, round -> Long.toString(round.phases().get(place).loads())),
        parts.get(parts.size() - 1).tags() + " |");
  }

  private static <T> String each(List<T> rounds, java.util.function.Function<T, String> figure) {
    return rounds.stream().map(figure).collect(Collectors.joining(" / "));
  }

  private static String millis(Duration time) {
    return String.format(Locale.ROOT, "%.1f", time.toNanos() / 1e6);
  }
}
