package dev.homeroom;

import static org.assertj.core.api.Assertions.assertThat;

import dev.homeroom.testkit.Databases;
import dev.homeroom.testkit.LibertyServer;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** Starts on PostgreSQL that must not be; good ones are those of all tests with several servers. */
@Order(1)
class StartOnPostgresIT {
  private static final int PORT = 9194;

  /** The address replaces the property, as a pooler that ignores it would. */
  @Test
  void optionsThatNeverReachPostgres_endTheStart_withOneLineThatSaysWhatToDo() {
    Databases.Address database = Databases.postgres();
    try (LibertyServer server = new LibertyServer("start-postgres", PORT).on(database)) {
      server.set("DB_URL", database.url() + "?options=-c%20search_path=public").launch();

      assertThat(server.awaitExit(Duration.ofSeconds(90))).as(server.output()).isNotZero();

      assertThat(server.output().lines()).noneMatch(line -> line.startsWith("\tat "));
      List<String> lines =
          server.output().lines().filter(line -> line.contains("Homeroom cannot start: ")).toList();
      assertThat(lines).as(server.output()).hasSize(1);
      assertThat(lines.get(0))
          .contains(
              "lock_timeout of jdbc/homeroom is 0 (none)",
              "statement_timeout of jdbc/cache is 0 (none)",
              "remove that from DB_URL",
              "ALTER ROLE postgres SET lock_timeout = '1500ms';");
    }
  }
}
