package dev.homeroom.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.homeroom.database.DatabaseKind;
import dev.homeroom.sql.Queries;
import dev.homeroom.testkit.Databases;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * A JVM is killed while it writes: each deed has its record, and no record is without its deed. On
 * PostgreSQL; H2's file is tried by {@code H2KilledTest}, at many more moments.
 */
class AuditKillTest {
  /** After how many confirmed deeds it is killed, one JVM after another. */
  private static final List<Integer> KILLS = List.of(1, 30, 100);

  @Test
  void killedWriters_leaveNothingHalfDone_onPostgres() throws Exception {
    require(Databases.migrated(DatabaseKind.POSTGRESQL));
  }

  private static Connection connect(Databases.Address database) throws SQLException {
    return DriverManager.getConnection(database.url(), database.user(), database.password());
  }

  private static void require(Databases.Address database) throws Exception {
    try (Connection connection = connect(database);
        var statement = connection.createStatement()) {
      statement.execute("create table deed (id varchar(64) primary key)");
    }
    Set<String> confirmed = new HashSet<>();
    for (int i = 0; i < KILLS.size(); i++) {
      confirmed.addAll(killed(database, "killed" + i, KILLS.get(i)));
      // One statement, as transactions of the killed may still end on a server.
      try (Connection first = connect(database);
          AuditInstance at = new AuditInstance(database, "reader")) {
        assertThat(first.isClosed()).isFalse();
        Queries queries = at.queries();
        String apart =
            "select id from deed where id not in (select subject_id from audit_record) union all"
                + " select subject_id from audit_record where subject_id not in (select id from deed)";
        assertThat(queries.list(apart, row -> row.text(1))).isEmpty();
        String twice =
            "select subject_id from audit_record group by subject_id having count(*) > 1";
        assertThat(queries.list(twice, row -> row.text(1))).isEmpty();
        assertThat(queries.list("select id from deed", row -> row.text(1))).containsAll(confirmed);
        VerificationView found = at.verification().verify();
        assertThat(found.sound()).as("%s", found).isTrue();
        assertThat(found.chains()).isEqualTo(i + 1);
      }
    }
  }

  /** Lets a JVM write, and kills it; returns what it had confirmed. */
  private static List<String> killed(Databases.Address database, String name, int after)
      throws IOException, InterruptedException {
    Process writer =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty(
                    "surefire.test.class.path", System.getProperty("java.class.path")),
                AuditWriterProgram.class.getName(),
                database.url(),
                database.user(),
                database.password(),
                name)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    List<String> confirmed = new ArrayList<>();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(writer.getInputStream(), StandardCharsets.UTF_8))) {
      while (confirmed.size() < after) {
        String line = lines.readLine();
        assertThat(line).as("the writer ended by itself").isNotNull();
        confirmed.add(line);
      }
    } finally {
      writer.destroyForcibly().waitFor();
    }
    return confirmed;
  }
}
