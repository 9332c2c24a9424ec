package dev.homeroom.outage;

import dev.homeroom.testkit.LoadResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * What came of the experiment: a table, and the promises that were broken. How long something took
 * is among them only if the plan says so; what was answered, and what Redis was asked, always is.
 */
final class OutageResult {
  /** More than the longest without a fault: what the machine does beside is not Redis' fault. */
  private static final Duration LONGEST_ADDED = Duration.ofSeconds(1);

  private static final Duration LONGEST_RETURN = Duration.ofSeconds(5);
  private static final Duration NEVER = Duration.ofDays(1);
  private static final Duration SHORTEST_HOLD = Duration.ofSeconds(10);

  /** The phase in which the listener is lost. */
  static final String DEAF = "listener lost";

  /** What stands for the source of an answer from a near copy. */
  static final String NEAR = "near";

  private static final double FEWEST_NEAR = 0.95;

  /** Beside other work: of what it was without a fault. */
  private static final double FEWEST_NEAR_OF_WELL = 0.5;

  /** Reads that had begun when a server left Redis: no more than it has clients. */
  private static final int MOST_ASKED = 32;

  private static final String ROW =
      "| %-13s | %-8s | %8s | %6s | %7s | %6s | %8s | %10s | %5s | %s%n";

  private final boolean timed;
  private final List<Phase> phases;
  private final List<List<LoadResult.Sample>> reads;
  private final List<OutageSummary> outages;
  private final List<Flaps> flaps;
  private final AttendanceWriter writer;
  private final List<String> broken = new ArrayList<>();

  /**
   * A part of the run.
   *
   * @param state of the first server at its end
   * @param loads of all servers in it
   */
  record Phase(String name, String state, long loads) {}

  /**
   * From a fault until Redis is in use again, by {@link System#nanoTime}.
   *
   * @param back the phase in which Redis is well again
   * @param underWay commands without a reply at the fault, of the server that had fewest
   * @param noticed whether each server left Redis
   * @param asked reads sent to Redis from then until it was well again
   * @param inUse when all servers used Redis again
   */
  record OutageSummary(
      String back, long fault, int underWay, boolean noticed, int asked, long well, long inUse) {}

  /**
   * Judges.
   *
   * @param reads of each run
   * @param flaps of each server, if Redis came and went
   */
  OutageResult(
      OutagePlan plan,
      List<Phase> phases,
      List<List<LoadResult.Sample>> reads,
      List<OutageSummary> outages,
      List<Flaps> flaps,
      AttendanceWriter writer,
      List<Node> nodes) {
    this.timed = plan.timed();
    this.phases = List.copyOf(phases);
    this.reads = List.copyOf(reads);
    this.outages = List.copyOf(outages);
    this.flaps = List.copyOf(flaps);
    this.writer = writer;
    phases.forEach(this::judge);
    outages.forEach(this::judge);
    flaps.forEach(this::judge);
    broken.addAll(writer.problems());
    requireInTime(writer.slowest().compareTo(longest()) <= 0, "a write took " + writer.slowest());
    nodes.forEach(this::judge);
  }

  private void require(boolean holds, String otherwise) {
    if (!holds) {
      broken.add(otherwise);
    }
  }

  private void requireInTime(boolean holds, String otherwise) {
    require(!timed || holds, otherwise);
  }

  private LoadResult in(Phase phase) {
    List<LoadResult.Sample> all = reads.stream().flatMap(List::stream).toList();
    return new LoadResult(all, Duration.ZERO).in(phase.name());
  }

  private Duration longest() {
    return in(phases.get(1)).max().plus(LONGEST_ADDED);
  }

  private void judge(Phase phase) {
    LoadResult part = in(phase);
    part.failures().stream().limit(3).map(LoadResult.Sample::toString).forEach(broken::add);
    boolean isWarm = !phase.equals(phases.get(0));
    List<LoadResult.Sample> slow = part.slowerThan(longest());
    requireInTime(!isWarm || slow.isEmpty(), "slower than " + longest() + ": " + slow);
    boolean isAway = phase.state().equals("DEGRADED");
    require(
        part.tags().keySet().stream().anyMatch(isAway ? "memory"::equals : OutageResult::isOfRedis),
        phase.name() + ": answers came from " + part.tags());
    require(
        !phase.name().equals(DEAF) || near(part) >= fewestNear(),
        "with the listener lost only " + near(part) + " of all came from near copies");
  }

  /**
   * Returns the share of answers from near copies. A busy machine makes a server leave Redis for a
   * while, and the same copies answer as memory then: that is judged where times are.
   */
  private double near(LoadResult part) {
    long copies =
        part.tags().getOrDefault(NEAR, 0L) + (timed ? 0 : part.tags().getOrDefault("memory", 0L));
    return (double) copies / part.count();
  }

  private double fewestNear() {
    return timed ? FEWEST_NEAR : FEWEST_NEAR_OF_WELL * near(in(phases.get(1)));
  }

  private void judge(OutageSummary outage) {
    String name = outage.back() + ": ";
    require(outage.underWay() > 0, name + "no command was under way at the fault");
    require(outage.noticed(), name + "Redis was not left");
    require(outage.asked() <= MOST_ASKED, name + outage.asked() + " reads went to it before");
    for (List<LoadResult.Sample> ofOne : reads) {
      Duration time = untilRedisAnswers(outage, ofOne);
      require(time.compareTo(NEVER) < 0, name + "not in use again");
      requireInTime(time.compareTo(LONGEST_RETURN) <= 0, name + "in use again only after " + time);
    }
  }

  private void judge(Flaps ofOne) {
    require(ofOne.unheld() <= 2, "more than two entries were not held: " + ofOne);
    require(
        ofOne.hold().filter(hold -> hold.compareTo(SHORTEST_HOLD) >= 0).isPresent(),
        "not left alone for 10 s: " + ofOne);
  }

  private static boolean isOfRedis(String source) {
    return source.equals("redis") || source.equals(NEAR);
  }

  private static Duration untilRedisAnswers(OutageSummary outage, List<LoadResult.Sample> ofOne) {
    return ofOne.stream()
        .filter(sample -> sample.intendedNanos() > outage.well() && isOfRedis(sample.tag()))
        .findFirst()
        .map(sample -> Duration.ofNanos(sample.intendedNanos() - outage.well()))
        .orElse(NEVER);
  }

  private void judge(Node node) {
    require(
        node.changes().equals(node.logged()),
        "log: " + node.logged() + ", but health: " + node.changes());
  }

  /** Returns what was promised and is not so. */
  List<String> broken() {
    return List.copyOf(broken);
  }

  /** Returns a row for each phase behind the warm-up, and what else was measured. */
  String table() {
    StringBuilder table = new StringBuilder();
    table.append(
        row(
            "phase",
            "state",
            "requests",
            "failed",
            "too old",
            "p50 ms",
            "p99.9 ms",
            "longest ms",
            "loads",
            "source of the answers |"));
    table.append(row("---", "---", "---", "---", "---", "---", "---", "---", "---", "--- |"));
    phases.stream().skip(1).forEach(phase -> table.append(row(phase, in(phase))));
    table.append(bySource()).append('\n');
    for (OutageSummary outage : outages) {
      String times =
          reads.stream()
              .map(ofOne -> seconds(untilRedisAnswers(outage, ofOne)))
              .collect(Collectors.joining(" s, "));
      table.append(
          "%s: answered again after %s s; commands under way at the fault: %d%n"
              .formatted(outage.back(), times, outage.underWay()));
    }
    for (Flaps ofOne : flaps) {
      table.append(
          "left %d times, the first %d not held, then for %s s%n"
              .formatted(
                  ofOne.entries(), ofOne.unheld(), seconds(ofOne.hold().orElse(Duration.ZERO))));
    }
    table.append(
        "attendance taken %d times, the slowest in %s ms%n"
            .formatted(writer.writes(), millis(writer.slowest())));
    return table.toString();
  }

  /** What an answer took, by where it came from; without the warm-up and what is slow by fault. */
  private String bySource() {
    LoadResult warm = in(phases.get(1));
    return warm.tags().keySet().stream()
        .map(source -> source + " " + millis(warm.only(one -> one.tag().equals(source)).p50()))
        .collect(Collectors.joining(", ", "p50 in ms by source while all is well: ", ""));
  }

  private static String row(Phase phase, LoadResult part) {
    long tooOld =
        part.failures().stream().filter(sample -> sample.problem().startsWith("too old")).count();
    return row(
        phase.name(),
        phase.state(),
        Integer.toString(part.count()),
        Long.toString(part.failed() - tooOld),
        Long.toString(tooOld),
        millis(part.p50()),
        millis(part.p999()),
        millis(part.max()),
        Long.toString(phase.loads()),
        part.tags().entrySet().stream()
            .map(entry -> entry.getKey() + " " + entry.getValue())
            .collect(Collectors.joining(", ", "", " |")));
  }

  private static String row(String... cells) {
    return ROW.formatted((Object[]) cells);
  }

  private static String millis(Duration time) {
    return String.format(Locale.ROOT, "%.1f", time.toNanos() / 1e6);
  }

  private static String seconds(Duration time) {
    return String.format(Locale.ROOT, "%.1f", time.toNanos() / 1e9);
  }
}
