package dev.homeroom;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.homeroom.testkit.Attendance;
import dev.homeroom.testkit.Client;
import dev.homeroom.testkit.Client.Answer;
import dev.homeroom.testkit.Databases;
import dev.homeroom.testkit.LibertyServer;
import dev.homeroom.testkit.Promised;
import dev.homeroom.testkit.Sql;
import dev.homeroom.testkit.TcpProxy;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * Two servers on one PostgreSQL, the second behind a proxy of its own: a change made through one is
 * right on the other, whatever happened to the other meanwhile.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Order(1)
class TwoServersIT {
  /** Until a change made through one is seen on the other. */
  private static final Duration LONGEST = Promised.within(Duration.ofSeconds(2));

  private static Databases.Address database;
  private static TcpProxy proxy;
  private static LibertyServer first;
  private static LibertyServer second;
  private static Client one;
  private static Client two;
  private static Attendance attendance;

  private String teacher;
  private String student;

  @BeforeAll
  static void startBothTogether() throws SQLException {
    database = Databases.postgres();
    proxy = new TcpProxy(Databases.postgresPort());
    // Both ways to say which database: for JDBC and for JPA, as the figures below show.
    first = server("one", 9191).onPartsOf(database);
    second = server("two", 9192).on(database.through(proxy.port()));
    first.launch();
    second.launch();
    first.awaitReady();
    second.awaitReady();
    one = new Client(first);
    two = new Client(second);
    attendance = new Attendance(database);
  }

  private static LibertyServer server(String name, int port) {
    return new LibertyServer("two-servers-" + name, port)
        .set("HOMEROOM_DEMO", "on")
        .set("HOMEROOM_ENVIRONMENT", "development");
  }

  @AfterAll
  static void stop() {
    proxy.become(TcpProxy.Mode.PASS);
    first.close();
    second.close();
    proxy.close();
  }

  @AfterEach
  void heal() {
    proxy.become(TcpProxy.Mode.PASS);
  }

  @BeforeEach
  void logIn() {
    teacher = one.login("teacher");
    student = one.login("student");
  }

  @Test
  @Order(1)
  void bothServersMadeOneDistrict_andAcceptEachOthersTokens() throws SQLException {
    try (Connection connection =
            java.sql.DriverManager.getConnection(
                database.url(), database.user(), database.password());
        var row =
            connection
                .createStatement()
                .executeQuery(
                    "select (select count(*) from school), (select count(*) from signing_key)")) {
      row.next();
      assertThat(row.getInt(1)).isEqualTo(3);
      assertThat(row.getInt(2)).isEqualTo(1);
    }
    assertThat(first.home().resolve("data")).as("no file of H2").doesNotExist();
    assertThat(two.get("/api/auth/me", teacher).json().path("username").asText())
        .isEqualTo("teacher");
  }

  @Test
  @Order(2)
  void attendanceTakenThroughOne_isAHitWithTheNewFigureOnTheOther() throws Exception {
    for (int i = 0; i < 5; i++) {
      bothHitWithTheOldFigure();
      String mark = attendance.otherMark();
      Answer taken = one.put(attendance.path(), teacher, attendance.body(mark));
      assertThat(taken.status()).as(taken.text()).isEqualTo(200);
      // On the server that took it, the next answer is the new one.
      assertThat(absences(one)).isEqualTo(attendance.absences());
      newFigureThenHit(System.nanoTime());
    }
  }

  @TestFactory
  @Order(2)
  Stream<DynamicTest> rightsLoweredThroughOne_areRefusedByBothWithinTwoSeconds() {
    return new LoweredRights(one, two, new Sql(database), Duration.ofSeconds(2)).cases();
  }

  @Test
  @Order(3)
  void oneServerCutOffFromTheDatabase_isRightTwoSecondsAfterItIsBack() throws Exception {
    for (TcpProxy.Mode fault : List.of(TcpProxy.Mode.REFUSE, TcpProxy.Mode.STALL)) {
      bothHitWithTheOldFigure();
      long before = attendance.absences();
      proxy.become(fault);
      one.put(attendance.path(), teacher, attendance.body(attendance.otherMark()));
      long cutOff = System.nanoTime();
      int stale = 0;
      // Half a minute once: the other fault ends the connections at once and needs less.
      int seconds = fault == TcpProxy.Mode.STALL ? 30 : 10;
      long known = TimeUnit.SECONDS.toNanos(5);
      while (System.nanoTime() - cutOff < TimeUnit.SECONDS.toNanos(seconds) || stale <= 15) {
        assertThat(System.nanoTime() - cutOff).isLessThan(2 * Promised.NEVER.toNanos());
        Answer answer = two.get("/api/dashboards/me", student);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(answer.widget("attendance").path("absent").asLong()).isEqualTo(before);
        boolean isKnown = Promised.areTimesJudged() && System.nanoTime() - cutOff > known;
        if (isKnown || stale > 0 || answer.header("X-Cache-Status").equals("STALE")) {
          // Old, and it says so, from the first time on.
          assertThat(answer.header("X-Cache-Status")).isEqualTo("STALE");
          assertThat(answer.json().path("stale").asBoolean()).isTrue();
          stale++;
        }
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(200));
      }
      assertThat(proxy.faults()).isPositive();
      proxy.become(TcpProxy.Mode.PASS);
      newFigureThenHit(System.nanoTime() + TimeUnit.SECONDS.toNanos(3));
    }
  }

  @Test
  @Order(4)
  void oneServerStoppedForTwentySeconds_firstAnswerAfterItIsRight() throws Exception {
    bothHitWithTheOldFigure();
    String head = one.login("school.admin");
    String parent = two.login("parent");
    String parentId = two.get("/api/auth/me", parent).json().path("id").asText();
    String link = "/api/parents/" + parentId + "/children/" + attendance.studentId();
    String child = "/api/dashboards/student/" + attendance.studentId();
    assertThat(two.get(child, parent).status()).isEqualTo(200);
    second.signal("STOP");
    try {
      one.put(attendance.path(), teacher, attendance.body(attendance.otherMark()));
      assertThat(one.send("DELETE", link, null, Client.with(head)).status()).isEqualTo(204);
      LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(20));
    } finally {
      second.signal("CONT");
    }
    // Both are the first that it is asked.
    CompletableFuture<Integer> refused =
        CompletableFuture.supplyAsync(() -> two.get(child, parent).status());
    assertThat(absences(two)).isEqualTo(attendance.absences());
    assertThat(refused.get(30, TimeUnit.SECONDS)).isEqualTo(403);
    assertThat(one.send("PUT", link, null, Client.with(head)).status()).isEqualTo(204);
    newFigureThenHit(System.nanoTime());
  }

  @Test
  @Order(5)
  void transactionThatHoldsItsTagsForFourSeconds_isSeenTwoSecondsAfterItsCommit() throws Exception {
    bothHitWithTheOldFigure();
    long before = attendance.absences();
    try (Connection transaction = attendance.changedAndRaised(attendance.otherMark())) {
      LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(4));
      assertThat(absences(two)).isEqualTo(before);
      transaction.commit();
    }
    newFigureThenHit(System.nanoTime());
  }

  @Test
  @Order(5)
  void keyWithdrawnThroughOne_isRefusedByBothWithinTwoSeconds_andItsSuccessorAcceptedByBoth() {
    byte[] header = Base64.getUrlDecoder().decode(teacher.split("\\.", 2)[0]);
    String kid =
        new String(header, StandardCharsets.UTF_8).replaceAll(".*\"kid\":\"([^\"]*)\".*", "$1");
    assertThat(two.get("/api/auth/me", teacher).status()).isEqualTo(200);
    String body = "{\"withdraw\":\"" + kid + "\"}";
    Answer withdrawn = one.post("/api/auth/keys/rotate", one.login("super.admin"), body);
    assertThat(withdrawn.status()).as(withdrawn.text()).isEqualTo(200);
    long answered = System.nanoTime();
    assertThat(one.get("/api/auth/me", teacher).status()).isEqualTo(401);
    awaitRefused(two, teacher);
    assertThat(Duration.ofNanos(System.nanoTime() - answered)).isLessThan(LONGEST);
    for (Client issuer : List.of(one, two)) {
      String fresh = issuer.login("teacher");
      assertThat(one.get("/api/auth/me", fresh).status()).isEqualTo(200);
      assertThat(two.get("/api/auth/me", fresh).status()).isEqualTo(200);
    }
  }

  @Test
  @Order(6)
  void logout_isRefusedByBothWithinTwoSeconds_inEverySpelling_alsoAfterRestarts() throws Exception {
    String kept = one.login("teacher");
    String revoked = one.login("teacher");
    awaitDatabaseOf(two, revoked);
    Map<String, Boolean> spellings = new TreeMap<>();
    for (String spelling : respellings(revoked)) {
      spellings.put(spelling, two.get("/api/auth/me", spelling).status() == 200);
    }
    assertThat(spellings.get(revoked)).isTrue();
    assertThat(one.post("/api/auth/logout", revoked, null).status()).isEqualTo(204);
    assertThat(one.get("/api/auth/me", revoked).status()).isEqualTo(401);
    long end = System.nanoTime() + LONGEST.toNanos();
    while (two.get("/api/auth/me", revoked).status() != 401) {
      assertThat(System.nanoTime()).as("refused by the other").isLessThan(end);
    }
    allRefused(spellings);
    for (LibertyServer server : List.of(first, second)) {
      server.kill();
      server.launch();
    }
    first.awaitReady();
    second.awaitReady();
    allRefused(spellings);
    for (Client client : List.of(one, two)) {
      assertThat(client.get("/api/auth/me", kept).status()).isEqualTo(200);
    }
    // Again, of nothing that is still alive: the same answer.
    assertThat(two.post("/api/auth/logout", revoked, null).status()).isEqualTo(204);
  }

  /** A test before may have ended its connections, which its first request then meets. */
  private static void awaitDatabaseOf(Client client, String token) {
    Promised.await(
        () -> {
          int status = client.get("/api/auth/me", token).status();
          assertThat(status).isIn(200, 503);
          return status == 200;
        });
  }

  private static void allRefused(Map<String, Boolean> spellings) {
    for (Client client : List.of(one, two)) {
      for (String spelling : spellings.keySet()) {
        Answer answer = client.get("/api/auth/me", spelling);
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.header("WWW-Authenticate")).startsWith("Bearer");
      }
    }
  }

  /** Each other last character, an added {@code =}: what a lenient decoder takes for the same. */
  private static List<String> respellings(String token) {
    List<String> all = new ArrayList<>();
    String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    for (int i = 0; i < alphabet.length(); i++) {
      all.add(token.substring(0, token.length() - 1) + alphabet.charAt(i));
    }
    all.add(token + "=");
    return all;
  }

  @Test
  @Order(7)
  void logout_databaseAway_is503AndNot204_andIsMadeGoodLater() throws Exception {
    String token = one.login("teacher");
    assertThat(two.get("/api/auth/me", token).status()).isEqualTo(200);
    proxy.become(TcpProxy.Mode.REFUSE);
    try {
      Answer answer = two.post("/api/auth/logout", token, null);
      assertThat(answer.status()).isEqualTo(503);
      assertThat(answer.header("Retry-After")).isNotEmpty();
      assertThat(two.get("/api/auth/me", token).status()).isEqualTo(401);
      assertThat(two.tryLogin("teacher", Client.DEMO_PASSWORD).status()).isEqualTo(503);
      awaitDatabase(true);
    } finally {
      proxy.become(TcpProxy.Mode.PASS);
    }
    long end = System.nanoTime() + Promised.NEVER.toNanos();
    while (one.get("/api/auth/me", token).status() != 401) {
      assertThat(System.nanoTime()).as("committed once the database is back").isLessThan(end);
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
    }
  }

  @Test
  @Order(8)
  void quietLogs_noStackTraces_andOneLineEachForTheDatabaseAwayAndBack() {
    awaitDatabase(false);
    String output = second.output();
    long away = output.lines().filter(line -> line.contains("Database away")).count();
    assertThat(away).isPositive();
    assertThat(second.log().lines().filter(line -> line.contains("Database back")).count())
        .isEqualTo(away);
    assertThat(output.lines().filter(line -> line.startsWith("\tat "))).isEmpty();
    assertThat(first.output()).doesNotContain("Database away");
  }

  /** The outage lasts until a poll has met it: a shorter one has no state and no log line. */
  private static void awaitDatabase(boolean away) {
    long end = System.nanoTime() + Promised.NEVER.toNanos();
    while ((two.send("GET", "/api/health/detailed", null).status() == 503) != away) {
      assertThat(System.nanoTime()).as("database away: " + away).isLessThan(end);
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
    }
  }

  private void bothHitWithTheOldFigure() throws SQLException {
    long figure = attendance.absences();
    for (Client client : List.of(one, two)) {
      for (String token : List.of(student, teacher)) {
        long end = System.nanoTime() + Promised.NEVER.toNanos();
        while (!client.get("/api/dashboards/me", token).header("X-Cache-Status").equals("HIT")) {
          assertThat(System.nanoTime()).isLessThan(end);
        }
      }
      assertThat(absences(client)).isEqualTo(figure);
    }
  }

  private long absences(Client client) {
    Answer answer = client.get("/api/dashboards/me", student);
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    return answer.widget("attendance").path("absent").asLong();
  }

  /** The second server shows the new figure soon after a moment, to both, and then as a hit. */
  private void newFigureThenHit(long moment) throws SQLException {
    long expected = attendance.absences();
    while (absences(two) != expected) {
      assertThat(System.nanoTime() - moment).isLessThan(LONGEST.toNanos());
    }
    // Widgets are judged one by one: a poll may have come between the first and the last.
    Answer again = two.get("/api/dashboards/me", student);
    while (!again.header("X-Cache-Status").equals("HIT")) {
      assertThat(System.nanoTime() - moment).isLessThan(LONGEST.toNanos());
      again = two.get("/api/dashboards/me", student);
    }
    assertThat(again.widget("attendance").path("absent").asLong()).isEqualTo(expected);
    String seenByTeacher = "/api/dashboards/student/" + attendance.studentId();
    assertThat(two.get(seenByTeacher, teacher).widget("attendance").path("absent").asLong())
        .isEqualTo(expected);
    while (!two.get("/api/dashboards/me", teacher).header("X-Cache-Status").equals("HIT")) {
      assertThat(System.nanoTime() - moment).isLessThan(LONGEST.toNanos());
    }
  }

  /**
   * As a stalled disk or a synchronous standby holds a commit: longer than any window that is
   * looked back.
   */
  @Test
  @Order(9)
  void revocationThatIsCommittedLate_isRefusedByBothOnceItIs() throws Exception {
    try (Connection connection =
        java.sql.DriverManager.getConnection(
            database.url(), database.user(), database.password())) {
      connection.setAutoCommit(false);
      try (var insert =
          connection.prepareStatement(
              "insert into revocation (digest, person_id, reason, revoked_by, expires_at)"
                  + " values (?, 'x', 'logout', 'x', now() + interval '15 minutes')")) {
        insert.setString(1, digest(student));
        insert.executeUpdate();
      }
      long end = System.nanoTime() + Duration.ofMillis(12_500).toNanos();
      while (System.nanoTime() < end) {
        assertThat(one.get("/api/auth/me", student).status()).isEqualTo(200);
        assertThat(two.get("/api/auth/me", student).status()).isEqualTo(200);
        // Others' changes are followed meanwhile.
        String gone = one.login("student");
        assertThat(one.post("/api/auth/logout", gone, null).status()).isEqualTo(204);
        awaitRefused(two, gone);
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(500));
      }
      connection.commit();
    }
    long committed = System.nanoTime();
    awaitRefused(one, student);
    awaitRefused(two, student);
    assertThat(Duration.ofNanos(System.nanoTime() - committed)).isLessThan(LONGEST);
  }

  private static void awaitRefused(Client client, String token) {
    long end = System.nanoTime() + Promised.NEVER.toNanos();
    while (client.get("/api/auth/me", token).status() != 401) {
      assertThat(System.nanoTime()).isLessThan(end);
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
    }
  }

  private static String digest(String token) throws Exception {
    JsonNode claims =
        new ObjectMapper().readTree(Base64.getUrlDecoder().decode(token.split("\\.", 3)[1]));
    String text = claims.path("iss").asText() + "\n" + claims.path("jti").asText();
    byte[] digest =
        MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    return HexFormat.of().formatHex(digest);
  }
}
