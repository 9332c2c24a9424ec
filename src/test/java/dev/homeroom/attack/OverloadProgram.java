package dev.homeroom.attack;

import dev.homeroom.demo.DemoDatabase;
import dev.homeroom.testkit.Client;
import dev.homeroom.testkit.Fault;
import dev.homeroom.testkit.LibertyServer;
import dev.homeroom.testkit.LoadDriver;
import dev.homeroom.testkit.LoadResult;
import dev.homeroom.testkit.PostgresProcess;
import dev.homeroom.testkit.TcpProxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

/**
 * Asks a server as shipped, whose database answers late, for twice and four times as much as it can
 * load, while people look at what is cached. Prints what came of it, and ends with 1 if a promise
 * is broken. The argument is the seconds of each load.
 */
final class OverloadProgram {
  private static final int PORT = 9199;
  private static final String DASHBOARD = "/api/dashboards/me";

  /** Of each reply of the database. */
  private static final Duration LATE = Duration.ofMillis(100);

  /** As many as there are threads for loads. */
  private static final int CALLERS_OF_CAPACITY = 10;

  /** Fewer than the server takes, so that the driver does not wait for connections either. */
  private static final int MOST_CONNECTIONS = 800;

  private static final int HITS_PER_SECOND = 50;
  private static final Duration LONGEST_HIT = Duration.ofSeconds(1);

  /** A caller's own longest wait, and the queue before it. */
  private static final Duration LONGEST_ANSWER = Duration.ofSeconds(3);

  private static final Duration LONGEST_RECOVERY = Duration.ofSeconds(2);

  private final Client client;
  private final String teacher;
  private final String admin;
  private final AtomicInteger next = new AtomicInteger();
  private final List<String> broken = new ArrayList<>();

  private OverloadProgram(LibertyServer server) {
    this.client = new Client(server);
    this.teacher = client.login("teacher");
    this.admin = client.login("school.admin");
  }

  @SuppressWarnings("SystemOut") // What a command prints is its answer.
  public static void main(String... arguments) throws Exception {
    Duration time = Duration.ofSeconds(arguments.length > 0 ? Long.parseLong(arguments[0]) : 20);
    List<String> broken;
    try (PostgresProcess postgres = new PostgresProcess();
        TcpProxy proxy = new TcpProxy(postgres.port())) {
      DemoDatabase.fillPostgres(postgres.address());
      try (LibertyServer server =
          new LibertyServer("overload", PORT)
              .on(postgres.address().through(proxy.port()))
              .set("HOMEROOM_DEMO", "on")
              .set("HOMEROOM_ENVIRONMENT", "development")
              .asShipped()
              .start()) {
        OverloadProgram program = new OverloadProgram(server);
        program.warm();
        proxy.add(Fault.delay(LATE, Duration.ZERO, 1));
        program.run(time);
        broken = program.broken;
      }
    }
    System.out.println(broken.isEmpty() ? "All promises held." : String.join("\n", broken));
    System.exit(broken.isEmpty() ? 0 : 1);
  }

  private void warm() {
    for (int i = 0; i < 300; i++) {
      client.get(DASHBOARD, teacher);
      client.get(neverAsked(), admin);
    }
  }

  /** Returns the path of a list that no tier holds yet. */
  private String neverAsked() {
    return "/api/users?q=x" + next.incrementAndGet();
  }

  private LoadDriver lists(int connections) {
    return new LoadDriver(PORT, connections)
        .ask(IntStream.range(0, 10_000).mapToObj(i -> LoadDriver.get(neverAsked(), admin)).toList())
        .expect(status -> status == 200 || status == 503);
  }

  private LoadDriver.Run hits() {
    return new LoadDriver(PORT, 100)
        .ask(List.of(LoadDriver.get(DASHBOARD, teacher)))
        .rate(HITS_PER_SECOND)
        .start("");
  }

  @SuppressWarnings("SystemOut") // What a command prints is its answer.
  private void run(Duration time) {
    LoadDriver.Run before = hits();
    double capacity = capacity(time);
    System.out.println("cached, beside as much as can be loaded: " + before.stop());
    System.out.printf(
        Locale.ROOT,
        "%d callers, each with the next once it has an answer: %.1f lists/s%n",
        CALLERS_OF_CAPACITY,
        capacity);
    for (int times : List.of(2, 4)) {
      overload(times, capacity, time);
    }
  }

  /** Returns how many lists a second are answered if each caller asks once it has an answer. */
  private double capacity(Duration time) {
    List<LoadDriver.Run> callers = new ArrayList<>();
    for (int i = 0; i < CALLERS_OF_CAPACITY; i++) {
      callers.add(lists(1).start(""));
    }
    long end = System.nanoTime() + time.toNanos();
    while (System.nanoTime() < end) {
      LockSupport.parkNanos(end - System.nanoTime());
    }
    return callers.stream()
        .map(LoadDriver.Run::stop)
        .mapToDouble(result -> answered(result).count() * 1e9 / result.time().toNanos())
        .sum();
  }

  @SuppressWarnings("SystemOut") // What a command prints is its answer.
  private void overload(int times, double capacity, Duration time) {
    LoadDriver.Run hits = hits();
    LoadResult lists = lists(MOST_CONNECTIONS).rate(times * capacity).run(time);
    Duration recovery = recovery();
    LoadResult cached = hits.stop();
    LoadResult answered = answered(lists);
    LoadResult refused = lists.only(sample -> sample.status() == 503);
    System.out.printf(
        Locale.ROOT,
        "%d times as much: %.1f lists/s were to start, %.1f were answered%n  answered %s%n  refused  %s%n  cached   %s%n"
            + "  well again after %d ms%n",
        times,
        times * capacity,
        answered.count() * 1e9 / lists.time().toNanos(),
        answered,
        refused,
        cached,
        recovery.toMillis());
    judge(times + " times: cached failed", cached.failed() > 0);
    judge(times + " times: others failed", lists.failed() > 0);
    judge(times + " times: cached waited", cached.p99().compareTo(LONGEST_HIT) > 0);
    judge(times + " times: answers waited", answered.p99().compareTo(LONGEST_ANSWER) > 0);
    judge(times + " times: recovery", recovery.compareTo(LONGEST_RECOVERY) > 0);
  }

  private static LoadResult answered(LoadResult lists) {
    return lists.only(sample -> sample.status() == 200);
  }

  /** Returns how long it takes until something new is loaded again. */
  private Duration recovery() {
    long begun = System.nanoTime();
    while (client.get(neverAsked(), admin).status() != 200) {
      LockSupport.parkNanos(50_000_000);
    }
    return Duration.ofNanos(System.nanoTime() - begun);
  }

  private void judge(String name, boolean isBroken) {
    if (isBroken) {
      broken.add(name);
    }
  }
}
