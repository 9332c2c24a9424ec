package dev.homeroom;

import static org.assertj.core.api.Assertions.assertThat;

import dev.homeroom.testkit.Attendance;
import dev.homeroom.testkit.Client;
import dev.homeroom.testkit.Client.Answer;
import dev.homeroom.testkit.Databases;
import dev.homeroom.testkit.LibertyServer;
import java.net.URI;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Leads a server to its database by kind, host, port and name, without a JDBC address. */
class DatabaseSettingsIT {
  private static final int PORT = 9291;
  private static final int OTHER_PORT = 9292;
  private static final Duration LONGEST_FAILURE = Duration.ofMinutes(2);

  @Test
  void kindHostPortAndName_leadToPostgres_forJdbcAndForJpa() throws SQLException {
    Databases.Address database = Databases.postgres();
    URI address = URI.create(database.url().substring("jdbc:".length()));
    try (LibertyServer server = new LibertyServer("database-parts", PORT)) {
      server
          .set("HOMEROOM_DEMO", "on")
          .set("HOMEROOM_ENVIRONMENT", "development")
          .set("DB_KIND", "postgresql")
          .set("DB_HOST", address.getHost())
          .set("DB_PORT", Integer.toString(address.getPort()))
          .set("DB_NAME", address.getPath().substring(1))
          .set("DB_USER", database.user())
          .set("DB_PASSWORD", database.password())
          .start();
      Client client = new Client(server);
      String teacher = client.login("teacher");
      Answer health = client.send("GET", "/api/health/detailed", null);
      assertThat(health.status()).as(health.text()).isEqualTo(200);
      assertThat(health.json().path("checks").path("database").path("status").asText())
          .isEqualTo("healthy");
      // The demo's lessons stand in that database, and a sheet goes to it through JPA.
      Attendance attendance = new Attendance(database);
      long before = attendance.absences();
      Answer put = client.put(attendance.path(), teacher, attendance.body(attendance.otherMark()));
      assertThat(put.status()).as(put.text()).isEqualTo(200);
      assertThat(attendance.absences()).isNotEqualTo(before);
      assertThat(server.home().resolve("data")).doesNotExist();
    }
  }

  @Test
  void partsThatSayElseThanTheUrlOrTheKind_endTheStart() {
    try (LibertyServer host = new LibertyServer("database-host", PORT);
        LibertyServer kind = new LibertyServer("database-kind", OTHER_PORT)) {
      host.set("DB_URL", "jdbc:postgresql://db.invalid/homeroom?password=hidden")
          .set("DB_HOST", "other.invalid")
          .launch();
      kind.set("DB_HOST", "other.invalid").launch();
      assertThat(failure(host)).contains("DB_HOST", "\"other.invalid\"", "DB_URL", "remove one");
      assertThat(host.output()).doesNotContain("hidden");
      assertThat(failure(kind)).contains("DB_HOST", "\"other.invalid\"", "DB_KIND=postgresql");
    }
  }

  /** Returns the one line that a start ended with; its exit code is not 0. */
  private static String failure(LibertyServer server) {
    assertThat(server.awaitExit(LONGEST_FAILURE)).as(server.output()).isNotZero();
    List<String> lines =
        server.output().lines().filter(line -> line.contains("Homeroom cannot start: ")).toList();
    assertThat(lines).as(server.output()).hasSize(1);
    return lines.get(0);
  }
}
