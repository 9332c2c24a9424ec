package dev.homeroom.bench;

import dev.homeroom.testkit.RedisServer;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Homeroom's hits beside JetCache's, on 1 and 16 threads: each case in a JVM of its own, all cases
 * in turn in each round, in front of one real Redis. Prints a row a case.
 */
final class PeersBench {
  private static final List<Integer> THREADS = List.of(1, 16);
  private static final int ITERATION_SECONDS = 2;

  private final int rounds = Integer.getInteger("bench.rounds", 3);
  private final int warmUpSeconds = Integer.getInteger("bench.warmup", 60);

  /** As long as a near copy answers before it is compared with Redis: each is compared once. */
  private final int seconds = Integer.getInteger("bench.seconds", 30);

  private final PeerFigures figures = new PeerFigures();

  private PeersBench() {}

  public static void main(String[] args) throws Exception {
    new PeersBench().run();
  }

  private void run() throws RunnerException {
    try (RedisServer redis = RedisServer.started()) {
      for (int round = 1; round <= rounds; round++) {
        for (int threads : THREADS) {
          for (PeerCase one : PeerCase.values()) {
            redis.command("FLUSHALL");
            PeerFigures.Figure figure = measured(one, threads, redis.url());
            requireInRedis(one, redis);
            figures.add(one, threads, figure);
            System.out.printf(
                Locale.ROOT,
                "round %d, %d threads, %s: %.0f ns, %.0f bytes%n",
                round,
                threads,
                one.title(),
                figure.nanos(),
                figure.garbageBytes());
          }
        }
      }
    }
    System.out.println(figures.table(THREADS));
  }

  /** Or it was no cache in front of Redis that was measured. */
  private static void requireInRedis(PeerCase one, RedisServer redis) {
    long held = redis.command("DBSIZE").number();
    if (one != PeerCase.KEY && held < ReportKeys.COUNT) {
      throw new IllegalStateException(one + ": Redis holds " + held + " keys");
    }
  }

  private PeerFigures.Figure measured(PeerCase one, int threads, String redisUrl)
      throws RunnerException {
    String method = PeersBenchmark.class.getName() + "." + one.method();
    Options options =
        new OptionsBuilder()
            .include("^" + Pattern.quote(method) + "$")
            .threads(threads)
            .forks(1)
            // As shipped; the same for both.
            .jvmArgs("-Xms768m", "-Xmx768m", "-XX:+UseSerialGC", "-D" + redis(redisUrl))
            .warmupIterations(Math.max(1, warmUpSeconds / ITERATION_SECONDS))
            .warmupTime(TimeValue.seconds(ITERATION_SECONDS))
            .measurementIterations(Math.max(1, seconds / ITERATION_SECONDS))
            .measurementTime(TimeValue.seconds(ITERATION_SECONDS))
            .addProfiler(GCProfiler.class)
            .shouldFailOnError(true)
            .verbosity(VerboseMode.SILENT)
            .build();
    Collection<RunResult> results = new Runner(options).run();
    RunResult result = results.iterator().next();
    return new PeerFigures.Figure(
        result.getPrimaryResult().getScore(), garbage(result).getScore());
  }

  private static String redis(String url) {
    return PeersBenchmark.REDIS + "=" + url;
  }

  private static Result<?> garbage(RunResult result) {
    return result.getSecondaryResults().entrySet().stream()
        .filter(entry -> entry.getKey().endsWith("gc.alloc.rate.norm"))
        .map(entry -> (Result<?>) entry.getValue())
        .findFirst()
        .orElseThrow();
  }
}
