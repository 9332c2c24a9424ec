package dev.homeroom.bench;

import dev.homeroom.testkit.Client;
import dev.homeroom.testkit.Databases;
import dev.homeroom.testkit.LibertyServer;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Asks for the dashboards of people of each role in the district of {@code HOMEROOM_DEMO=large}, on
 * a server and a PostgreSQL of its own, one after the other: cold, with none of their entries
 * anywhere, and then warm. Prints the times, the statements and their time in the database, and
 * ends with 1 if a statement reads a large table as a whole or a request fails.
 */
public final class LargeDashboardsBench {
  private static final String ME = "/api/dashboards/me";
  private static final int PORT = 9207;
  private static final int WARM = 5;

  private final Client client;
  private final LargeDatabase database;
  private final Map<String, List<String>> tokens = new LinkedHashMap<>();
  private int failed;

  private LargeDashboardsBench(Client client, LargeDatabase database) {
    this.client = client;
    this.database = database;
  }

  /** Runs it. */
  public static void main(String[] arguments) throws IOException, SQLException {
    int rounds = Integer.getInteger("bench.rounds", 3);
    Path logs = Files.createTempDirectory("large-dashboards");
    boolean isGood;
    try (EmbeddedPostgres postgres =
            EmbeddedPostgres.builder()
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("full_page_writes", "on")
                .setServerConfig("max_connections", "100")
                .setServerConfig("shared_preload_libraries", "pg_stat_statements,auto_explain")
                .setServerConfig("pg_stat_statements.track_utility", "off")
                .setServerConfig("pg_stat_statements.track_planning", "on")
                .setServerConfig("auto_explain.log_analyze", "on")
                .setServerConfig("auto_explain.log_timing", "off")
                .setServerConfig("logging_collector", "on")
                .setServerConfig("log_destination", "jsonlog")
                .setServerConfig("log_directory", logs.toString())
                .start();
        LibertyServer server = new LibertyServer("large-dashboards", PORT)) {
      String url = "jdbc:postgresql://127.0.0.1:" + postgres.getPort() + "/postgres";
      server
          .on(new Databases.Address(url, "postgres", "unused"))
          .asShipped()
          .set("HOMEROOM_DEMO", "large")
          .set("HOMEROOM_ENVIRONMENT", "development")
          .start();
      server
          .output()
          .lines()
          .filter(line -> line.contains("Demo district made"))
          .forEach(System.out::println);
      LargeDatabase database = new LargeDatabase(url, logs);
      LargeDashboardsBench bench = new LargeDashboardsBench(new Client(server), database);
      bench.login();
      bench.round(false);
      for (int round = 0; round < rounds; round++) {
        bench.round(true);
      }
      bench.printTimes();
      boolean whole = bench.printPlans();
      isGood = !whole && bench.failed == 0;
      System.out.println("failed requests: " + bench.failed);
    }
    // Not before the server has ended.
    if (!isGood) {
      System.exit(1);
    }
  }

  private void login() throws SQLException {
    for (Map.Entry<String, List<String>> role : database.people().entrySet()) {
      List<String> all = new ArrayList<>();
      role.getValue().forEach(username -> all.add(client.login(username)));
      tokens.put(role.getKey(), all);
    }
  }

  /** The figures of one role. */
  private static final class Figures {
    final List<Double> coldMillis = new ArrayList<>();
    final List<Double> warmMillis = new ArrayList<>();
    final List<Double> statements = new ArrayList<>();
    final List<Double> databaseMillis = new ArrayList<>();
  }

  private final Map<String, Figures> figures = new LinkedHashMap<>();
  private final List<Double> loads = new ArrayList<>();

  private void round(boolean counted) throws SQLException {
    loads.add(database.load());
    for (Map.Entry<String, List<String>> role : tokens.entrySet()) {
      Figures of = new Figures();
      database.makeCold();
      for (String token : role.getValue()) {
        if (role.getKey().equals("SUPER_ADMIN")) {
          database.makeCold();
        }
        ask(token, of);
      }
      if (counted) {
        Figures all = figures.computeIfAbsent(role.getKey(), name -> new Figures());
        all.coldMillis.addAll(of.coldMillis);
        all.warmMillis.addAll(of.warmMillis);
        all.statements.addAll(of.statements);
        all.databaseMillis.addAll(of.databaseMillis);
      }
    }
  }

  private void ask(String token, Figures of) throws SQLException {
    LargeDatabase.Work before = database.work();
    long begun = System.nanoTime();
    Client.Answer cold = client.get(ME, token);
    of.coldMillis.add((System.nanoTime() - begun) / 1e6);
    LargeDatabase.Work after = database.work();
    of.statements.add((double) (after.statements() - before.statements()));
    of.databaseMillis.add(after.millis() - before.millis());
    if (cold.status() != 200 || cold.text().contains("\"error\":")) {
      failed++;
      System.out.println(cold.status() + " " + cold.text());
    }
    for (int i = 0; i < WARM; i++) {
      long again = System.nanoTime();
      client.get(ME, token);
      of.warmMillis.add((System.nanoTime() - again) / 1e6);
    }
  }

  private void printTimes() {
    System.out.println("min / median / p90 / max; load of the machine: " + loads);
    System.out.println(
        "| role | cold asks | cold ms | warm ms | statements, cold | their time in the database ms |");
    figures.forEach(
        (role, of) ->
            System.out.printf(
                "| %s | %d | %s | %s | %s | %s |%n",
                role,
                of.coldMillis.size(),
                spread(of.coldMillis),
                spread(of.warmMillis),
                spread(of.statements),
                spread(of.databaseMillis)));
  }

  private static String spread(List<Double> values) {
    List<Double> sorted = values.stream().sorted().toList();
    int last = sorted.size() - 1;
    return String.format(
        Locale.ROOT,
        "%.1f / **%.1f** / %.1f / %.1f",
        sorted.get(0),
        sorted.get(last / 2),
        sorted.get(last * 9 / 10),
        sorted.get(last));
  }

  /** Returns whether a plan reads a large table as a whole. */
  private boolean printPlans() throws SQLException, IOException {
    boolean whole = false;
    for (Map.Entry<String, List<String>> role : tokens.entrySet()) {
      database.makeCold();
      database.explain(true);
      role.getValue().stream().limit(5).forEach(token -> client.get(ME, token));
      database.explain(false);
      LargeDatabase.Plans plans = database.plansSinceLastTime();
      System.out.printf(
          "%s: %d plans of %d statements%n", role.getKey(), plans.all(), plans.distinct());
      for (String bad : plans.whole()) {
        whole = true;
        System.out.println("READS A LARGE TABLE AS A WHOLE:\n" + bad);
      }
      plans.slowest().forEach(System.out::println);
    }
    return whole;
  }
}
