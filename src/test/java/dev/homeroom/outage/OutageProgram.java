package dev.homeroom.outage;

/**
 * Runs the experiment from the command line and prints its table; ends with 1 if a promise is
 * broken. The argument is {@code long}, {@code flapping} or {@code demonstration}.
 */
final class OutageProgram {
  private OutageProgram() {}

  @SuppressWarnings("SystemOut") // What a command prints is its answer.
  public static void main(String... arguments) {
    OutagePlan plan =
        switch (arguments.length > 0 ? arguments[0] : "") {
          case "long" -> OutagePlan.LONG;
          case "flapping" -> OutagePlan.FLAPPING;
          default -> OutagePlan.DEMONSTRATION;
        };
    long begun = System.nanoTime();
    OutageResult result;
    try (OutageExperiment experiment =
        new OutageExperiment(
            plan,
            what ->
                System.out.printf(
                    "%4d s  %s%n", (System.nanoTime() - begun) / 1_000_000_000, what))) {
      result = experiment.run();
    }
    System.out.println();
    System.out.println(result.table());
    System.out.println(
        result.broken().isEmpty() ? "All promises held." : String.join("\n", result.broken()));
    System.exit(result.broken().isEmpty() ? 0 : 1);
  }
}
