package dev.homeroom;

import static org.assertj.core.api.Assertions.assertThat;

import dev.homeroom.badinput.BadInputWalk;
import dev.homeroom.testkit.Client;
import dev.homeroom.testkit.Client.Answer;
import dev.homeroom.testkit.H2Copies;
import dev.homeroom.testkit.LibertyServer;
import dev.homeroom.testkit.Promised;
import dev.homeroom.testkit.RedisServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Starts on H2, as on a machine with nothing else: good ones, and those that must not be. */
@Order(2)
@Execution(ExecutionMode.CONCURRENT)
class StartIT {
  /** Six widgets of a teacher's dashboard, and the access record. */
  private static final int WIDGETS = 7;

  private static final Pattern OUT_OF_TIME =
      Pattern.compile("Warming is not complete: .*(left after 5 s|LoadTimeoutException)");

  // The tests run side by side: each its own.
  private static final int PORT = 9195;
  private static final int SECOND_PORT = 9196;
  private static final int EMPTY_PORT = 9221;
  private static final int TAKEN_PORT = 9222;
  private static final int ENTRIES_PORT = 9223;
  private static final int MISSPELT_PORT = 9224;
  private static final int DATA_PORT = 9225;
  private static final int TLS_PORT = 9227;
  private static final String FIRST_PASSWORD = "seven geese cross the canal";
  private static final Duration LONGEST_FAILURE = Duration.ofMinutes(4);

  @Test
  void startWithTheDemo_saysSoLast_refusesASecondOnTheFile_andLosesNothingToKill9()
      throws Exception {
    try (LibertyServer server = demo("start-demo")) {
      long begun = System.nanoTime();
      server.start();
      recordTime("first start, H2, demo", begun);
      server.awaitOutput("Homeroom is at ");
      // Liberty tells of each question before it was ready, in a line that may come at any time.
      List<String> lines =
          server.output().lines().filter(line -> !line.contains("CWMMH0052W")).toList();
      assertThat(lines.subList(lines.size() - 3, lines.size()))
          .containsExactly(
              "Homeroom is at http://localhost:" + PORT + "/",
              "Demo logins: super.admin, school.admin, teacher, staff, student, parent",
              "  (of the second and third school: the same with .2 and .3), password "
                  + Client.DEMO_PASSWORD);
      GuardedFigures.requireNotOverPlainHttp(server, GuardedFigures.basic("metrics", ""), 403);
      secondOnTheFileIsRefused(server);
      kill9LosesNothing(server);
      badInputIsRefused(server);
    }
  }

  /** Here because this is the test with a server on H2 and the demo. */
  private static void badInputIsRefused(LibertyServer server) throws IOException, SQLException {
    try (H2Copies copies = new H2Copies(server.home().resolve("data"))) {
      BadInputWalk.walk(new Client(server), copies::copy, false);
    }
  }

  private static void secondOnTheFileIsRefused(LibertyServer server) {
    String data = server.home().resolve("data").toString();
    try (LibertyServer second =
        new LibertyServer("start-second", SECOND_PORT).set("HOMEROOM_DATA", data)) {
      String line = failure(second.launch());
      assertThat(line).contains("this H2 file is in use by another Homeroom", "DB_URL");
    }
  }

  private static void kill9LosesNothing(LibertyServer server) {
    Client client = new Client(server);
    KilledRights rights = new KilledRights(client);
    String teacher = client.login("teacher");
    String path = lessonWithAttendance(client, teacher);
    Answer put = null;
    // What the file holds at the moment of an answer is what a crash then leaves.
    for (int round = 1; round <= 20; round++) {
      Answer before = client.get(path, teacher);
      put = client.put(path, teacher, everybody(before, round % 2 == 1 ? "excused" : "half_day"));
      assertThat(put.status()).as(put.text()).isEqualTo(200);
      assertThat(versionInCopy(server, path))
          .as("version in the file after write " + round)
          .isEqualTo(put.json().path("version").asInt());
    }
    rights.lower();
    String changed = "killed after it was changed";
    String staff = client.login("staff.2");
    assertThat(client.changePassword(staff, Client.DEMO_PASSWORD, changed).status()).isEqualTo(200);
    server.kill();
    long begun = System.nanoTime();
    server.start();
    recordTime("start after kill -9, H2", begun);
    Answer after = new Client(server).get(path, new Client(server).login("teacher"));
    assertThat(after.json()).isEqualTo(put.json());
    // Neither is the token lost that the killed server gave out.
    assertThat(new Client(server).get("/api/auth/me", teacher).status()).isEqualTo(200);
    lastLoggedInIsWarm(server, teacher);
    rights.requireLowered();
    // The password that was confirmed is there, the one before and its token are not.
    Client again = new Client(server);
    assertThat(again.get("/api/auth/me", staff).status()).isEqualTo(401);
    assertThat(again.tryLogin("staff.2", Client.DEMO_PASSWORD).status()).isEqualTo(401);
    assertThat(again.tryLogin("staff.2", changed).status()).isEqualTo(200);
  }

  /** Nobody has read a dashboard since the start, and the first one to do so need not wait. */
  private static void lastLoggedInIsWarm(LibertyServer server, String teacher) {
    Client client = new Client(server);
    String stats = "/internal/cache-stats";
    long end = System.nanoTime() + Promised.NEVER.toNanos();
    long before = -1;
    long now = 0;
    // Others have logged in too: it is at its end when a second brings no more.
    while (now != before || now < WIDGETS) {
      assertThat(System.nanoTime()).as(server.output()).isLessThan(end);
      before = now;
      LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(1));
      now = client.send("GET", stats, null).json().path("entries").asLong();
      if (!Promised.areTimesJudged() && OUT_OF_TIME.matcher(server.log()).find()) {
        // A round and a load may take so long and no longer: on this machine not enough.
        return;
      }
    }
    Answer first = client.get("/api/dashboards/me", teacher);
    assertThat(first.header("X-Cache-Status")).isEqualTo("HIT");
  }

  /** Returns the sheet's version in a copy of the H2 file, opened as after a crash. */
  private static int versionInCopy(LibertyServer server, String path) {
    List<String> parts = List.of(path.split("/", -1));
    try {
      Path directory = Files.createTempDirectory("crash");
      Files.copy(server.home().resolve("data/homeroom.mv.db"), directory.resolve("homeroom.mv.db"));
      String sql =
          "select version from attendance_sheet where class_id = "
              + parts.get(3)
              + " and on_date = date '"
              + parts.get(5)
              + "'";
      try (Connection connection =
              DriverManager.getConnection(
                  "jdbc:h2:file:" + directory + "/homeroom", "homeroom", "homeroom");
          ResultSet row = connection.createStatement().executeQuery(sql)) {
        return row.next() ? row.getInt(1) : -1;
      } finally {
        Files.deleteIfExists(directory.resolve("homeroom.mv.db"));
        Files.deleteIfExists(directory);
      }
    } catch (IOException | SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Takes the attendance of the first lesson that the teacher's dashboard says is missing. */
  private static String lessonWithAttendance(Client client, String teacher) {
    var missing =
        client.get("/api/dashboards/me", teacher).widget("attendance_to_take").path("classes");
    String path =
        "/api/classes/"
            + missing.path(0).path("class_id").asText()
            + "/attendance/"
            + missing.path(0).path("date").asText();
    assertThat(client.get(path, teacher).json().path("version").asInt()).isZero();
    Answer taken = client.put(path, teacher, everybody(client.get(path, teacher), "present"));
    assertThat(taken.status()).as(taken.text()).isEqualTo(200);
    return path;
  }

  private static String everybody(Answer sheet, String mark) {
    return Client.ids(sheet.json().path("marks"), "student_id").stream()
        .map(id -> "{\"student_id\":\"%s\",\"mark\":\"%s\",\"note\":\"kept\"}".formatted(id, mark))
        .collect(Collectors.joining(",", "{\"marks\":[", "]}"));
  }

  @Test
  void startWithoutTheDemo_printsAnAdministratorsPasswordOnce() {
    Pattern line =
        Pattern.compile("user name (\\S+), one-time code (\\S+) \\(shown only this once");
    try (RedisServer redis = RedisServer.started();
        LibertyServer server = new LibertyServer("start-empty", EMPTY_PORT)) {
      server
          .set("HTTPS_PORT", Integer.toString(TLS_PORT))
          .set("KEYSTORE_PASSWORD", "password of a test");
      long begun = System.nanoTime();
      server.start();
      recordTime("first start, H2, empty", begun);
      server.awaitOutput("Homeroom is at ");
      Matcher found = line.matcher(server.output());
      assertThat(found.find()).as(server.output()).isTrue();
      String code = found.group(2);
      assertThat(found.find()).as("printed twice").isFalse();
      assertThat(server.output()).doesNotContain("Demo logins");
      Client client = new Client(server);
      assertThat(client.tryLogin("admin", code).status()).isEqualTo(401);
      Answer login = client.redeem("admin", code, FIRST_PASSWORD);
      assertThat(login.status()).as(login.text()).isEqualTo(200);
      assertThat(client.redeem("admin", code, FIRST_PASSWORD + "2").status()).isEqualTo(401);
      String token = login.json().path("access_token").asText();
      Answer me = client.get("/api/auth/me", token);
      assertThat(me.json().path("roles").toString()).as(me.text()).isEqualTo("[\"SUPER_ADMIN\"]");
      for (String name : List.of("super.admin", "school.admin", "teacher", "student.2")) {
        assertThat(client.tryLogin(name, Client.DEMO_PASSWORD).status()).isEqualTo(401);
      }
      // Production: monitoring wants a token, and none is set.
      assertThat(client.send("GET", "/internal/cache-stats", null).status()).isEqualTo(401);
      GuardedFigures figures = new GuardedFigures(server, TLS_PORT);
      figures.requireNothingForNobody();
      assertThat(figures.open())
          .containsExactly("GET /auth/jwks", "POST /auth/login", "POST /auth/redeem");
      server.signal("TERM");
      server.awaitExit(LONGEST_FAILURE);
      String monitor = "monitor-" + UUID.randomUUID();
      server.set("HOMEROOM_MONITORING_TOKEN", monitor).set("REDIS_URL", redis.url());
      server.set("HOMEROOM_RESET_ADMINISTRATOR", "admin").start();
      figures.requireAllForTheToken(monitor);
      server.awaitOutput("Homeroom is at ");
      assertThat(server.output()).doesNotContain(code, FIRST_PASSWORD, "The first administrator");
      assertThat(client.tryLogin("admin", FIRST_PASSWORD).status()).isEqualTo(200);
      Matcher back = line.matcher(server.output());
      assertThat(back.find()).as(server.output()).isTrue();
      assertThat(server.output()).contains("Now take HOMEROOM_RESET_ADMINISTRATOR away");
      assertThat(client.redeem("admin", back.group(2), "nine herons leave the lake").status())
          .isEqualTo(200);
      assertThat(client.tryLogin("admin", FIRST_PASSWORD).status()).isEqualTo(401);
      stoppedApplicationLeavesRedis(server, redis);
    }
  }

  /** The application alone is stopped: the end of its process would close everything by itself. */
  private static void stoppedApplicationLeavesRedis(LibertyServer server, RedisServer redis) {
    server.awaitThat(() -> clients(redis) > 0);
    try {
      Files.delete(server.home().resolve("servers/homeroom/dropins/homeroom.war"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.awaitOutput("CWWKZ0009I");
    assertThat(clients(redis)).as("connections of a stopped application").isZero();
  }

  private static long clients(RedisServer redis) {
    return redis
        .command("CLIENT", "LIST")
        .text()
        .lines()
        .filter(line -> line.contains(" name=homeroom "))
        .count();
  }

  @Test
  void takenPort_endsTheStart_namingItAndItsSetting() throws IOException {
    try (ServerSocket taken = new ServerSocket(TAKEN_PORT, 1, InetAddress.getLoopbackAddress());
        LibertyServer server = new LibertyServer("start-port", taken.getLocalPort())) {
      assertThat(failure(server.launch())).contains("port " + TAKEN_PORT, "HTTP_PORT");
    }
  }

  @Test
  void badSettings_endTheStart_namingKeyValueAndRange() {
    try (LibertyServer entries = new LibertyServer("start-entries", ENTRIES_PORT);
        LibertyServer misspelt = new LibertyServer("start-misspelt", MISSPELT_PORT)) {
      entries.set("CACHE_MEMORY_ENTRIES", "0").launch();
      misspelt.set("CACHE_REGION_DASHBORD_TEACHER_TTL", "5m").launch();
      assertThat(failure(entries)).contains("CACHE_MEMORY_ENTRIES", "0", "100", "10000000");
      assertThat(failure(misspelt))
          .contains("CACHE_REGION_DASHBORD_TEACHER_TTL", "CACHE_REGION_DASHBOARD_TEACHER_TTL");
    }
  }

  @Test
  void dataDirectoryThatCannotBeWritten_endsTheStart() throws IOException {
    try (LibertyServer server = new LibertyServer("start-data", DATA_PORT)) {
      Path file = Files.writeString(server.home().resolve("a-file"), "not a directory");
      server.set("HOMEROOM_DATA", file.resolve("below").toString());
      assertThat(failure(server.launch()))
          .contains("the data directory cannot be used", "HOMEROOM_DATA");
    }
  }

  private static LibertyServer demo(String name) {
    return new LibertyServer(name, PORT)
        .set("HOMEROOM_DEMO", "on")
        .set("HOMEROOM_ENVIRONMENT", "development");
  }

  /** Returns the one line that a start ended with; its exit code is not 0, no trace is printed. */
  private static String failure(LibertyServer server) {
    assertThat(server.awaitExit(LONGEST_FAILURE)).as(server.output()).isNotZero();
    assertThat(server.output().lines()).noneMatch(line -> line.startsWith("\tat "));
    List<String> lines =
        server.output().lines().filter(line -> line.contains("Homeroom cannot start: ")).toList();
    assertThat(lines).as(server.output()).hasSize(1);
    return lines.get(0);
  }

  private static void recordTime(String what, long begunNanos) {
    System.out.printf("%s: ready after %.1f s%n", what, (System.nanoTime() - begunNanos) / 1e9);
  }
}
