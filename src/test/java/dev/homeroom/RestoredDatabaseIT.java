package dev.homeroom;

import static org.assertj.core.api.Assertions.assertThat;

import dev.homeroom.demo.DemoDatabase;
import dev.homeroom.testkit.Attendance;
import dev.homeroom.testkit.Client;
import dev.homeroom.testkit.Client.Answer;
import dev.homeroom.testkit.Databases;
import dev.homeroom.testkit.LibertyServer;
import dev.homeroom.testkit.Promised;
import dev.homeroom.testkit.RedisServer;
import dev.homeroom.testkit.Sql;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** A backup is put back by {@code docs/operations/backup.md}; Redis is as it was when it went. */
@Order(2)
class RestoredDatabaseIT {
  private static final int PORT = 9402;
  private static final String DASHBOARD = "/api/dashboards/me";
  private static final String STUDENT = "student.2";
  private static final String NEW_PASSWORD = "five swans sleep on the lake";

  /**
   * What {@code GenerationPruning} does once nothing has changed for {@code CACHE_TAG_RETENTION}.
   */
  private static final String NO_TAGS = "delete from generation where tag not like 'cut:%'";

  private final Databases.Address database = DemoDatabase.postgres();

  @Test
  void restored_refusesTokensCodesAndEntries_ofTheTimeThatIsLost() throws Exception {
    Attendance attendance = new Attendance(database);
    try (RedisServer redis = RedisServer.started();
        LibertyServer server = server(redis).on(database).start()) {
      Client client = new Client(server);
      Answer before = loggedIn(server, client, "student");
      String token = text(before, "access_token");
      String id =
          new Sql(database).text("select person_id from account where username = ?", STUDENT);
      String code =
          text(
              client.post(
                  "/api/users/" + id + "/invite", login(server, client, "super.admin"), null),
              "code");
      take(server, client, attendance, "absent");
      long absences = absencesOnceKept(server, client, token, attendance);

      Databases.Address backup = backUp();
      new Sql(backup).update(NO_TAGS);
      String later = login(server, client, "student");
      take(server, client, attendance, "present");
      assertThat(absencesOnceKept(server, client, later, attendance)).isEqualTo(absences - 1);
      keepUnderTagsWithoutRows(server, client, later);
      assertThat(client.redeem(STUDENT, code, NEW_PASSWORD).status()).isEqualTo(200);
      assertThat(client.post("/api/auth/logout", token, null).status()).isEqualTo(204);
      server.signal("TERM");
      server.awaitExit(Promised.NEVER);
      assertThat(Long.parseLong(redis.command("DBSIZE").text())).isPositive();

      runTheLastBlock(backup);
      server.on(backup).start();

      assertThat(client.get("/api/auth/me", token).status()).as("logged out since").isEqualTo(401);
      assertThat(client.get("/api/auth/me", later).status()).as("issued since").isEqualTo(401);
      String refresh = "{\"refresh_token\":\"" + text(before, "refresh_token") + "\"}";
      assertThat(client.send("POST", "/api/auth/refresh", refresh).status()).isEqualTo(401);
      assertThat(client.redeem(STUDENT, code, NEW_PASSWORD).status()).as("used").isEqualTo(401);
      Answer restored = client.get(DASHBOARD, login(server, client, "student"));
      assertThat(restored.header("X-Cache-Status")).isNotEqualTo("STALE");
      assertThat(absences(restored)).as("not what Redis kept").isEqualTo(absences);
    }
  }

  private static LibertyServer server(RedisServer redis) {
    return new LibertyServer("restored-database", PORT)
        .set("HOMEROOM_DEMO", "on")
        .set("HOMEROOM_ENVIRONMENT", "development")
        .set("REDIS_URL", redis.url());
  }

  private static String login(LibertyServer server, Client client, String username) {
    return text(loggedIn(server, client, username), "access_token");
  }

  /** Logs in as soon as that works: a busy machine refuses a cold server's first logins. */
  private static Answer loggedIn(LibertyServer server, Client client, String username) {
    AtomicReference<Answer> answer = new AtomicReference<>();
    server.awaitThat(
        () -> {
          answer.set(client.tryLogin(username, Client.DEMO_PASSWORD));
          return answer.get().status() == 200;
        });
    return answer.get();
  }

  private static void take(
      LibertyServer server, Client client, Attendance attendance, String mark) {
    Answer put =
        client.put(attendance.path(), login(server, client, "teacher"), attendance.body(mark));
    assertThat(put.status()).as(put.text()).isEqualTo(200);
  }

  /** Returns the figure of the student's dashboard once it is the database's, and a hit. */
  private static long absencesOnceKept(
      LibertyServer server, Client client, String token, Attendance attendance)
      throws SQLException {
    long wanted = attendance.absences();
    server.awaitThat(
        () -> {
          Answer answer = client.get(DASHBOARD, token);
          return answer.header("X-Cache-Status").equals("HIT") && absences(answer) == wanted;
        });
    return wanted;
  }

  /**
   * Has Redis keep the figures under tags that have no rows any more, as in the backup: their
   * generations are the same there, and do not tell that they are of another state.
   */
  private void keepUnderTagsWithoutRows(LibertyServer server, Client client, String token) {
    new Sql(database).update(NO_TAGS);
    new Sql(database)
        .update("insert into generation (tag, generation) values ('pruned:generations', 1)");
    server.awaitThat(() -> widgetSource(client.get(DASHBOARD, token)).equals("db"));
    server.awaitThat(() -> client.get(DASHBOARD, token).header("X-Cache-Status").equals("HIT"));
  }

  private static String widgetSource(Answer answer) {
    return answer.json().path("data").path("widgets").path("attendance").path("source").asText();
  }

  private static long absences(Answer answer) {
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    return answer.widget("attendance").path("absent").asLong();
  }

  private static String text(Answer answer, String member) {
    assertThat(answer.json().path(member).isTextual()).as(answer.text()).isTrue();
    return answer.json().path(member).asText();
  }

  /** Copies the database as it is: the server loses its connections for a moment. */
  private Databases.Address backUp() throws SQLException {
    int slash = database.url().lastIndexOf('/') + 1;
    String name = database.url().substring(slash);
    String copy = "t" + UUID.randomUUID().toString().replace("-", "");
    String beside = database.url().substring(0, slash) + "postgres";
    Sql sql = new Sql(new Databases.Address(beside, database.user(), database.password()));
    try (Connection connection = sql.connect();
        Statement statement = connection.createStatement()) {
      statement.execute("alter database " + name + " allow_connections false");
      statement.execute(
          "select pg_terminate_backend(pid, 5000) from pg_stat_activity where datname = '"
              + name
              + "'");
      statement.execute("create database " + copy + " template " + name);
      statement.execute("alter database " + name + " allow_connections true");
    }
    return new Databases.Address(
        database.url().substring(0, slash) + copy, database.user(), database.password());
  }

  /** Runs the statements that the page wants after each restore, as they stand there. */
  private static void runTheLastBlock(Databases.Address restored) throws IOException, SQLException {
    String page = Files.readString(Path.of("docs/operations/backup.md"));
    String begin = "--single-transaction homeroom' <<EOF\n";
    int from = page.indexOf(begin) + begin.length();
    String statements = page.substring(from, page.indexOf("\nEOF", from));
    assertThat(statements).contains("cut:everyone");
    try (Connection connection = new Sql(restored).connect();
        Statement statement = connection.createStatement()) {
      statement.execute(statements);
    }
  }
}
