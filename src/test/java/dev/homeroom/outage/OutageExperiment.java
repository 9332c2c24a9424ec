package dev.homeroom.outage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.homeroom.demo.DemoDatabase;
import dev.homeroom.testkit.Databases;
import dev.homeroom.testkit.Fault;
import dev.homeroom.testkit.LoadDriver;
import dev.homeroom.testkit.LoadResult;
import dev.homeroom.testkit.Promised;
import dev.homeroom.testkit.RedisServer;
import dev.homeroom.testkit.TcpProxy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * Sixteen clients of each server read dashboards and one takes attendance each second, while Redis
 * is killed, started empty, frozen and thawed, with a command under way at both faults; or while it
 * comes and goes.
 */
final class OutageExperiment implements AutoCloseable {
  private static final int FIRST_PORT = Integer.getInteger("outage.port", 9201);

  /** Of each server: some wait for a frozen Redis, and the others must keep the rate. */
  private static final int CLIENTS = 16;

  /** Of all servers together: as fast as they answer would measure this machine, not Redis. */
  private static final double READS_PER_SECOND = 200;

  /** The first two change each second, the others never. */
  private static final List<String> OF_ALL =
      List.of("teacher", "student", "teacher.2", "teacher.3");

  /** More than the result allows where it judges times. */
  private static final Duration LONGEST_CHANGE = Promised.NEVER;

  /** Each run has so many answers after what a phase begins with, however long that took. */
  private static final int FEWEST_ANSWERS = 10;

  /** Changes, each read by all, before the load begins. */
  private static final int PRIMING_ROUNDS = 20;

  private static final Duration FLAP_AWAY = Duration.ofSeconds(1);
  private static final Duration FLAP_WELL = Duration.ofSeconds(7);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final OutagePlan plan;
  private final Consumer<String> progress;
  private final RedisServer redis = RedisServer.started();
  private final List<Node> nodes = new ArrayList<>();
  private final List<LoadDriver.Run> runs = new ArrayList<>();
  private final List<OutageResult.Phase> phases = new ArrayList<>();
  private final List<OutageResult.OutageSummary> outages = new ArrayList<>();
  private final List<Flaps> flaps = new ArrayList<>();
  private long flapsFrom = Long.MAX_VALUE;
  private long faultAt;
  private int underWay;
  private boolean noticed;
  private int askedBefore;
  private int asked;
  private long deafFrom;
  private long deafUntil;

  /** Launches Redis and the servers. */
  OutageExperiment(OutagePlan plan, Consumer<String> progress) {
    this.plan = plan;
    this.progress = progress;
    Databases.Address database = plan.onPostgres() ? DemoDatabase.postgres() : null;
    progress.accept("Redis " + redis.info("redis_version") + " runs; Homeroom starts");
    for (int i = 0; i < plan.servers(); i++) {
      nodes.add(new Node(FIRST_PORT + i, redis, database, plan.flaps()));
    }
  }

  /** Runs all phases. */
  OutageResult run() {
    nodes.forEach(Node::awaitReady);
    AttendanceWriter writer = new AttendanceWriter(nodes.get(0).client());
    nodes.forEach(node -> prime(node, writer));
    ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    Future<?> writing = clock.scheduleAtFixedRate(writer::write, 1, 1, TimeUnit.SECONDS);
    for (Node node : nodes) {
      double rate = READS_PER_SECOND / plan.servers();
      runs.add(start(node, CLIENTS, rate, OF_ALL, writer));
      // Of another school: nobody changes it, so it comes from Redis only if it is put there again.
      runs.add(start(node, 1, rate / 20, List.of("teacher.2"), writer));
    }
    List<LoadResult> results;
    try {
      runPhases();
    } finally {
      writing.cancel(false);
      end(clock);
      results = runs.stream().map(LoadDriver.Run::stop).toList();
    }
    return new OutageResult(plan, phases, judged(results, writer), outages, flaps, writer, nodes);
  }

  /** One at a time: a server just started may refuse what sixteen ask at once, well or not. */
  private static void prime(Node node, AttendanceWriter writer) {
    List<String> tokens = OF_ALL.stream().map(node.client()::login).toList();
    for (int round = 0; round < PRIMING_ROUNDS; round++) {
      writer.write();
      tokens.forEach(token -> node.client().get(AttendanceWriter.DASHBOARD, token));
    }
  }

  private void runPhases() {
    phase("warm-up", plan.warmUp(), () -> {});
    phase("all is well", plan.well(), () -> {});
    if (plan.flaps()) {
      phase("flapping", plan.flapping(), this::comeAndGo);
      nodes.forEach(node -> flaps.add(Flaps.of(node.history())));
      return;
    }
    if (!plan.deaf().isZero()) {
      phase(OutageResult.DEAF, plan.deaf(), this::loseListener);
      hear();
    }
    phase("killed", plan.away(), this::kill);
    phase("started empty", plan.back(), this::startEmpty);
    phase("frozen", plan.away(), this::freeze);
    phase("thawed", plan.back(), this::thaw);
  }

  private static LoadDriver.Run start(
      Node node, int clients, double rate, List<String> logins, AttendanceWriter writer) {
    List<String> dashboards =
        logins.stream()
            .map(name -> LoadDriver.get(AttendanceWriter.DASHBOARD, node.client().login(name)))
            .toList();
    return new LoadDriver(node.port(), clients)
        .ask(dashboards)
        .rate(rate)
        .tag((head, body) -> read(head, body, writer))
        .start("warm-up");
  }

  /** Returns the source of a dashboard, {@code near} for a near copy, and its figure. */
  private static String read(String head, String body, AttendanceWriter writer) {
    try {
      JsonNode dashboard = JSON.readTree(body);
      String source =
          head.contains("detail=near") ? OutageResult.NEAR : dashboard.path("source").asText();
      return source + " " + writer.figure(dashboard);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void phase(String name, Duration time, Runnable beginning) {
    progress.accept(name);
    long end = System.nanoTime() + time.toNanos();
    long loads = loads();
    runs.forEach(run -> run.phase(name));
    beginning.run();
    runs.forEach(run -> run.awaitAnswers(FEWEST_ANSWERS));
    waitUntil(end);
    phases.add(new OutageResult.Phase(name, nodes.get(0).state(), loads() - loads));
  }

  /** Waits until a moment of {@link System#nanoTime}. */
  static void waitUntil(long end) {
    while (System.nanoTime() - end < 0) {
      LockSupport.parkNanos(end - System.nanoTime());
    }
  }

  /** Until the phase ends, and with a Redis that is well at its end. */
  private void comeAndGo() {
    flapsFrom = System.nanoTime();
    long end = flapsFrom + plan.flapping().minus(FLAP_WELL).toNanos();
    while (System.nanoTime() - end < 0) {
      redis.freeze();
      waitUntil(System.nanoTime() + FLAP_AWAY.toNanos());
      redis.thaw();
      waitUntil(System.nanoTime() + FLAP_WELL.toNanos());
    }
  }

  private long loads() {
    return nodes.stream().mapToLong(Node::loads).sum();
  }

  private void loseListener() {
    deafFrom = System.nanoTime();
    nodes.forEach(node -> node.proxy().add(Fault.dropReplies().onlyListener()));
  }

  /** From the next push on, as soon as each server's listener is connected again. */
  private void hear() {
    nodes.forEach(node -> node.proxy().heal());
    await(() -> nodes.stream().allMatch(Node::isListening));
    deafUntil = System.nanoTime();
  }

  /** Killed while it holds commands that it has not answered, and nobody listens any more. */
  private void kill() {
    freezeUnderWay();
    redis.kill();
    nodes.forEach(node -> node.proxy().become(TcpProxy.Mode.DOWN));
    awaitNoticed();
  }

  private void freeze() {
    freezeUnderWay();
    awaitNoticed();
  }

  private void freezeUnderWay() {
    faultAt = System.nanoTime();
    redis.freeze();
    await(
        () -> {
          underWay = fewestUnanswered();
          return underWay > 0;
        });
  }

  private int fewestUnanswered() {
    return nodes.stream().mapToInt(node -> node.proxy().unanswered()).min().orElse(0);
  }

  private void awaitNoticed() {
    noticed = await(() -> areAll("DEGRADED"));
    askedBefore = asked();
  }

  /** Returns how many reads have been sent to Redis. */
  private int asked() {
    return nodes.stream().mapToInt(node -> node.proxy().commands("MGET")).sum();
  }

  private void startEmpty() {
    asked = asked() - askedBefore;
    redis.startEmpty();
    nodes.forEach(node -> node.proxy().heal());
    awaitInUse("started empty");
  }

  private void thaw() {
    asked = asked() - askedBefore;
    redis.thaw();
    awaitInUse("thawed");
  }

  private void awaitInUse(String name) {
    long well = System.nanoTime();
    boolean inUse = await(() -> areAll("REDIS"));
    long until = inUse ? System.nanoTime() : Long.MAX_VALUE;
    outages.add(
        new OutageResult.OutageSummary(name, faultAt, underWay, noticed, asked, well, until));
  }

  private boolean areAll(String state) {
    return nodes.stream().allMatch(node -> node.state().equals(state));
  }

  private static boolean await(BooleanSupplier condition) {
    long end = System.nanoTime() + LONGEST_CHANGE.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > end) {
        return false;
      }
      LockSupport.parkNanos(1_000_000);
    }
    return true;
  }

  private static void end(ScheduledExecutorService clock) {
    clock.shutdown();
    try {
      if (!clock.awaitTermination(LONGEST_CHANGE.toSeconds(), TimeUnit.SECONDS)) {
        throw new IllegalStateException("a write does not end");
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Returns the reads of each run: by the clock of this machine, with what is too old. */
  private List<List<LoadResult.Sample>> judged(List<LoadResult> results, AttendanceWriter writer) {
    return IntStream.range(0, results.size())
        .mapToObj(
            run ->
                results.get(run).samples().stream()
                    .map(sample -> judged(run, sample, writer))
                    .toList())
        .toList();
  }

  private LoadResult.Sample judged(int run, LoadResult.Sample sample, AttendanceWriter writer) {
    // Two runs a server; attendance is taken through the first, which owes the change at once.
    boolean isWriters = run < 2;
    long started = runs.get(run).begunNanos() + sample.intendedNanos();
    String[] read = sample.tag().split(" ", 2);
    String problem = sample.problem();
    if (problem.isEmpty()) {
      problem =
          writer
              .figuresOf(read[1])
              .complaint(
                  read[1], started, (from, to) -> isWriters ? Duration.ZERO : bound(from, to));
    }
    return new LoadResult.Sample(
        sample.phase(), started, sample.latencyNanos(), sample.status(), read[0], problem);
  }

  /** Returns how late a change may be seen by the other server. */
  private Duration bound(long replaced, long started) {
    boolean isDeaf = deafFrom != 0 && replaced < deafUntil && started > deafFrom;
    boolean withoutRedis =
        started > flapsFrom
            || outages.stream()
                .anyMatch(outage -> replaced < outage.inUse() && started > outage.fault());
    // A push is a matter of time; without one no server answers what it read 2 s before.
    return Duration.ofSeconds(withoutRedis || isDeaf || !plan.timed() ? 2 : 1);
  }

  @Override
  public void close() {
    nodes.forEach(Node::close);
    redis.close();
  }
}
