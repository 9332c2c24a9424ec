package dev.homeroom;

import static org.assertj.core.api.Assertions.assertThat;

import dev.homeroom.testkit.Attendance;
import dev.homeroom.testkit.Client;
import dev.homeroom.testkit.Client.Answer;
import dev.homeroom.testkit.Databases;
import dev.homeroom.testkit.LibertyServer;
import java.net.URI;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

/** Leads a server to its database by kind, host, port and name, without a JDBC address. */
class DatabaseSettingsIT {
  private static final int PORT = 9291;

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
}
