package dev.homeroom.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The large district as its database sees it: its people, the statements, their plans. */
final class LargeDatabase {
  private static final int PEOPLE = 30;
  private static final int SLOWEST = 6;
  private static final int LARGE_ROWS = 10_000;
  private static final String NAME = "bench";
  private static final Pattern WHOLE = Pattern.compile("Seq Scan on (\\w+)");
  private static final Pattern MILLIS = Pattern.compile("duration: ([0-9.]+) ms");

  /** What the server does by itself, without a request: polls, heartbeats, counts of logins. */
  private static final Pattern OWN =
      Pattern.compile(
          "(?is).*\\b(generation|revoked_token|revocation|instance|installation|signing_key"
              + "|pg_\\w+|demo_district)\\b.*|.*(insert|update|delete).*login_count.*");

  private final Connection connection;
  private final Path logs;
  private long read;

  /** Statements so far, and their time. */
  record Work(long statements, double millis) {}

  /**
   * The plans of some requests.
   *
   * @param all their number
   * @param distinct the number of different statements
   * @param whole for each statement that reads a table of over 10,000 rows as a whole, one plan
   * @param slowest those that took longest
   */
  record Plans(int all, int distinct, List<String> whole, List<String> slowest) {}

  LargeDatabase(String url, Path logs) throws SQLException {
    connection = DriverManager.getConnection(url + "?ApplicationName=" + NAME, "postgres", "");
    this.logs = logs;
    run("create extension if not exists pg_stat_statements");
  }

  /** Gives people of many schools a login, by role; of the district there is one. */
  Map<String, List<String>> people() throws SQLException {
    run(
        """
        insert into account (person_id, username, password_hash)
        select id, 'bench.' || id, (select password_hash from account where username = 'teacher')
        from (select r.person_id as id, row_number() over (partition by r.role_name, p.school_id
            order by (r.person_id * 7919) % 10007) as n
          from person_role r join person p on p.id = r.person_id
          where p.school_id is not null and p.id not in (select person_id from account)) x
        where n = 1
        """);
    Map<String, List<String>> found = new LinkedHashMap<>();
    List<String> district = new ArrayList<>();
    for (int i = 0; i < PEOPLE / 3; i++) {
      district.add("super.admin");
    }
    found.put("SUPER_ADMIN", district);
    for (String role : List.of("SCHOOL_ADMIN", "TEACHER", "STAFF", "STUDENT", "PARENT")) {
      List<String> names = new ArrayList<>();
      try (Statement statement = connection.createStatement();
          ResultSet row =
              statement.executeQuery(
                  "select a.username from account a join person_role r on r.person_id = a.person_id"
                      + " where a.username like 'bench.%' and r.role_name = '"
                      + role
                      + "' order by a.person_id limit "
                      + PEOPLE)) {
        while (row.next()) {
          names.add(row.getString(1));
        }
      }
      found.put(role, names);
    }
    return found;
  }

  /** Makes every entry of a dashboard void, as writes would, and waits until the server knows. */
  void makeCold() throws SQLException {
    for (String region :
        List.of(
            "dashboard:super_admin",
            "dashboard:school",
            "dashboard:school_students",
            "dashboard:school_admin",
            "dashboard:teacher",
            "dashboard:staff",
            "dashboard:student",
            "dashboard:parent",
            "dashboard:parent_fees")) {
      run(
          "insert into generation (tag, generation) values ('region:%s', 1) on conflict (tag)"
                  .formatted(region)
              + " do update set generation = generation.generation + 1, changed_at = default");
    }
    LockSupport.parkNanos(Duration.ofMillis(1500).toNanos());
  }

  /** Returns the load of the machine in the last minute. */
  double load() {
    return java.lang.management.ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
  }

  Work work() throws SQLException {
    long statements = 0;
    double millis = 0;
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "select query, calls, total_exec_time + total_plan_time from pg_stat_statements")) {
      while (row.next()) {
        if (!OWN.matcher(row.getString(1)).matches()) {
          statements += row.getLong(2);
          millis += row.getDouble(3);
        }
      }
    }
    return new Work(statements, millis);
  }

  /** Lets the database log the plan of each statement, as it runs. */
  void explain(boolean wanted) throws SQLException, IOException {
    run("alter system set auto_explain.log_min_duration = " + (wanted ? "0" : "-1"));
    run("select pg_reload_conf()");
    LockSupport.parkNanos(Duration.ofMillis(500).toNanos());
    if (wanted) {
      read = lines().size();
    }
  }

  Plans plansSinceLastTime() throws IOException, SQLException {
    Set<String> large = large();
    Map<String, String> whole = new LinkedHashMap<>();
    Set<String> distinct = new LinkedHashSet<>();
    TreeMap<Double, String> byTime = new TreeMap<>();
    int all = 0;
    ObjectMapper json = new ObjectMapper();
    for (String line : lines().stream().skip(read).toList()) {
      JsonNode entry = json.readTree(line);
      String plan = entry.path("message").asText();
      Matcher millis = MILLIS.matcher(plan);
      if (!millis.find()
          || !plan.contains("plan:")
          || entry.path("application_name").asText().equals(NAME)) {
        continue;
      }
      String sql = plan.substring(plan.indexOf("Query Text:"), endOfQuery(plan));
      if (OWN.matcher(sql).matches()) {
        continue;
      }
      all++;
      distinct.add(sql);
      byTime.put(Double.valueOf(millis.group(1)), plan);
      Matcher scan = WHOLE.matcher(plan);
      while (scan.find()) {
        if (large.contains(scan.group(1))) {
          whole.putIfAbsent(sql, plan);
        }
      }
    }
    List<String> slowest = byTime.descendingMap().values().stream().limit(SLOWEST).toList();
    return new Plans(all, distinct.size(), List.copyOf(whole.values()), slowest);
  }

  private static int endOfQuery(String plan) {
    int at = plan.indexOf("\nQuery Parameters:");
    Matcher cost = Pattern.compile("\n[^\n]*\\(cost=").matcher(plan);
    int end = cost.find() ? cost.start() : plan.length();
    return at < 0 ? end : Math.min(at, end);
  }

  private Set<String> large() throws SQLException {
    Set<String> found = new LinkedHashSet<>();
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "select relname from pg_class where relkind = 'r' and reltuples > " + LARGE_ROWS)) {
      while (row.next()) {
        found.add(row.getString(1));
      }
    }
    return found;
  }

  private List<String> lines() throws IOException {
    List<String> all = new ArrayList<>();
    try (Stream<Path> files = Files.list(logs)) {
      for (Path file : files.filter(each -> each.toString().endsWith(".json")).sorted().toList()) {
        all.addAll(Files.readAllLines(file, StandardCharsets.UTF_8));
      }
    }
    return all;
  }

  private void run(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
