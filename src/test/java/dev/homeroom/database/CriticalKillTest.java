package dev.homeroom.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.homeroom.testkit.Databases;
import dev.homeroom.testkit.KilledSessions;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A JVM is killed with signal 9 while it changes critical keys: each change that had returned is
 * there. Profile {@code long} kills 20 times.
 */
class CriticalKillTest {
  private static final int KILLS = Integer.getInteger("critical.kills", 2);

  /** What was told of each key; null for deleted. */
  private final Map<String, String> told = new HashMap<>();

  private long counted;

  /** How many sets and deletes the last run told of. */
  private int changes;

  @Test
  void killed_keepsWhatWasConfirmed_onPostgres() throws Exception {
    Databases.Address database = Databases.migrated(DatabaseKind.POSTGRESQL);
    Databases.Address named =
        new Databases.Address(
            database.url() + "?ApplicationName=" + KilledCriticalProgram.NAME,
            database.user(),
            database.password());
    for (int i = 0; i < KILLS; i++) {
      kill(named, DatabaseKind.POSTGRESQL, i);
      KilledSessions.awaitEnd(database, KilledCriticalProgram.NAME);
      require(database, DatabaseKind.POSTGRESQL, i);
    }
  }

  @Test
  void killed_keepsWhatWasConfirmed_onH2(@TempDir Path folder) throws Exception {
    Databases.Address database =
        Databases.migrate(
            new Databases.Address(
                "jdbc:h2:retry:" + folder.resolve("h2") + ";WRITE_DELAY=0;LOCK_TIMEOUT=2000",
                "homeroom",
                "homeroom"),
            DatabaseKind.H2);
    for (int i = 0; i < KILLS; i++) {
      kill(database, DatabaseKind.H2, i);
      require(database, DatabaseKind.H2, i);
    }
  }

  private void kill(Databases.Address database, DatabaseKind kind, int run)
      throws IOException, InterruptedException {
    int lines = 1 + new Random(run).nextInt(60);
    Process program =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-XX:+UseSerialGC",
                    "-XX:TieredStopAtLevel=1",
                    "-cp",
                    System.getProperty(
                        "surefire.test.class.path", System.getProperty("java.class.path")),
                    KilledCriticalProgram.class.getName(),
                    database.url(),
                    database.user(),
                    database.password(),
                    kind.name(),
                    Integer.toString(run)))
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    int read = 0;
    changes = 0;
    try (BufferedReader output =
        new BufferedReader(
            new InputStreamReader(program.getInputStream(), StandardCharsets.UTF_8))) {
      String line = output.readLine();
      while (line != null) {
        read += isTold(line.split(" ")) ? 1 : 0;
        if (read == lines) {
          // Not of the process: that would close its output, which may hold further lines.
          program.toHandle().destroyForcibly();
        }
        line = output.readLine();
      }
    } finally {
      program.destroyForcibly().waitFor();
    }
    assertThat(read).as("lines until the kill").isGreaterThanOrEqualTo(lines);
  }

  private boolean isTold(String... words) {
    switch (words[0]) {
      case "set" -> told.put(words[1], words[2]);
      case "deleted" -> told.put(words[1], null);
      case "count" -> counted = Long.parseLong(words[1]);
      default -> {
        return false;
      }
    }
    changes += words[0].equals("count") ? 0 : 1;
    return true;
  }

  /** The change that was under way when it was killed may be done or not. */
  private void require(Databases.Address database, DatabaseKind kind, int run) {
    String next = "critical:" + run + ":" + changes % 7;
    String nextValue = changes % 5 == 4 ? null : "v" + changes;
    try (CriticalNode after = new CriticalNode(database, kind)) {
      told.forEach(
          (key, value) -> {
            String found = after.commands.get(key);
            boolean isNext = key.equals(next) && Objects.equals(found, nextValue);
            assertThat(isNext || Objects.equals(found, value))
                .as("%s: %s was told, %s is there", key, value, found)
                .isTrue();
          });
      long count = after.commands.incrBy("critical:count", 0);
      assertThat(count - counted).as("of %s", counted).isBetween(0L, 1L);
      counted = count;
      told.replaceAll((key, value) -> after.commands.get(key));
    }
  }
}
