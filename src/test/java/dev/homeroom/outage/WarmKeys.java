package dev.homeroom.outage;

import dev.homeroom.demo.DemoDatabase;
import dev.homeroom.testkit.Client;
import dev.homeroom.testkit.Databases;
import dev.homeroom.testkit.LoadDriver;
import dev.homeroom.testkit.LoadResult;
import dev.homeroom.testkit.Promised;
import dev.homeroom.testkit.RedisServer;
import dev.homeroom.testkit.Sql;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * Reads more than a thousand warm keys at a steady rate while Redis is killed, comes back empty, is
 * frozen and thawed. Nothing changes in the database, so nothing needs to be loaded.
 */
final class WarmKeys implements AutoCloseable {
  /** Dashboards of students have 6 widgets, each an entry. */
  private static final String STUDENTS = "dashboard:student";

  private static final int DASHBOARDS = 180;

  static final int CONNECTIONS = 32;
  private static final Duration LONGEST_CHANGE = Promised.NEVER;

  private final double perSecond;
  private final Duration phase;
  private final RedisServer redis = RedisServer.started();
  private final Databases.Address database = DemoDatabase.postgres();
  private final Node node;
  private final List<Phase> phases = new ArrayList<>();
  private LoadDriver.Run run;
  private int entries;

  /**
   * What happened in a phase.
   *
   * @param name of the phase
   * @param loads loads of the widgets that are read; others live a minute, and warming loads them
   * @param asked reads of entries that reached Redis once its state was known
   * @param changed whether the state that was to follow followed
   * @param keys how many keys Redis held at its end, once it had so many as are warm, if that came;
   *     -1 if it does not answer
   */
  record Phase(String name, long loads, int asked, boolean changed, long keys) {}

  /**
   * What came of it.
   *
   * @param entries how many keys were warm
   * @param phases in their order
   * @param reads all requests
   */
  record Result(int entries, List<Phase> phases, LoadResult reads) {}

  /** Launches Redis and a server. */
  WarmKeys(int port, double perSecond, Duration phase) {
    this.perSecond = perSecond;
    this.phase = phase;
    this.node = new Node(port, redis, database, false);
  }

  /** Warms all keys and runs all phases; may be called again. */
  Result run() {
    phases.clear();
    node.awaitReady();
    String token = node.client().login("super.admin");
    List<String> paths = paths();
    // Not all of a dashboard: what warming loads beside it may stay in memory alone.
    long loads = node.loads(STUDENTS);
    // Anew, so that nothing ends or is refreshed before its time while this runs.
    paths.forEach(path -> require(node.client().get(path + "?refresh=true", token)));
    entries = (int) (node.loads(STUDENTS) - loads);
    List<String> requests = paths.stream().map(path -> LoadDriver.get(path, token)).toList();
    run =
        new LoadDriver(node.port(), CONNECTIONS)
            .ask(requests)
            .rate(perSecond)
            .tag(LoadDriver.member("source"))
            .start("warm-up");
    during("warm-up", () -> true);
    during("well", () -> true);
    during("killed", () -> lost(redis::kill));
    during("started empty", this::startEmpty);
    during("frozen", () -> lost(redis::freeze));
    during("thawed", this::thaw);
    return new Result(entries, List.copyOf(phases), run.stop());
  }

  private List<String> paths() {
    Sql sql = new Sql(database);
    List<String> paths = new ArrayList<>();
    for (int i = 0; i < DASHBOARDS; i++) {
      String id =
          sql.text(
              "select id from person where kind = 'student' order by id limit 1 offset ?", i * 5);
      paths.add("/api/dashboards/student/" + id);
    }
    return paths;
  }

  private static void require(Client.Answer answer) {
    if (answer.status() != 200) {
      throw new IllegalStateException(answer.text());
    }
  }

  private void during(String name, BooleanSupplier beginning) {
    run.phase(name);
    long loads = node.loads(STUDENTS);
    boolean changed = beginning.getAsBoolean();
    int asked = node.proxy().commands("MGET");
    long end = System.nanoTime() + phase.toNanos();
    // Each dashboard is asked for at least once: those under way may have been sent before.
    run.awaitAnswers(DASHBOARDS + 2 * CONNECTIONS);
    OutageExperiment.waitUntil(end);
    boolean answers = !name.equals("killed") && !name.equals("frozen");
    long keys = answers ? keysOnceAllAreGivenBack() : -1;
    phases.add(
        new Phase(
            name,
            node.loads(STUDENTS) - loads,
            node.proxy().commands("MGET") - asked,
            changed,
            keys));
  }

  /** They are given back in the background, one by one: how soon is the machine's affair. */
  private long keysOnceAllAreGivenBack() {
    await(() -> redis.command("DBSIZE").number() >= entries);
    return redis.command("DBSIZE").number();
  }

  private boolean lost(Runnable fault) {
    fault.run();
    return await(() -> node.state().equals("DEGRADED"));
  }

  private boolean startEmpty() {
    redis.startEmpty();
    return await(() -> node.state().equals("REDIS"));
  }

  private boolean thaw() {
    redis.thaw();
    return await(() -> node.state().equals("REDIS"));
  }

  private static boolean await(BooleanSupplier condition) {
    long end = System.nanoTime() + LONGEST_CHANGE.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > end) {
        return false;
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
    }
    return true;
  }

  @Override
  public void close() {
    node.close();
    redis.close();
  }
}
