package dev.homeroom.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** MariaDB came with V23; from then on each change of the schema is made on all three databases. */
class LaterMigrationsTest {
  private static final Path ALL = Path.of("src/main/resources/db");
  private static final int FIRST = 23;

  @Test
  void everyLaterMigration_isThereForMariaDbToo() {
    Set<Integer> shared = later("migration");
    for (String folder : new String[] {"h2", "postgresql"}) {
      Set<Integer> versions = later(folder);
      versions.addAll(shared);
      assertThat(later("mariadb")).as("as in " + folder).isEqualTo(versions);
    }
  }

  private static Set<Integer> later(String folder) {
    Set<Integer> versions = new TreeSet<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(ALL.resolve(folder), "V*.sql")) {
      for (Path file : files) {
        int version = Integer.parseInt(file.getFileName().toString().split("\\D+", -1)[1]);
        if (version >= FIRST) {
          versions.add(version);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return versions;
  }
}
