package dev.homeroom;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ./mvnw} hands the settings in {@code .env} on to Maven: here to one that prints them. */
class EnvFileTest {
  private static final String ADDRESS = "https://maven.test/any-maven-bin.zip";

  @TempDir Path directory;

  @BeforeEach
  void layWrapper() throws IOException {
    Files.copy(Path.of("mvnw"), directory.resolve("mvnw"));
    Path wrapper = Files.createDirectories(directory.resolve(".mvn/wrapper"));
    Files.writeString(
        wrapper.resolve("maven-wrapper.properties"), "distributionUrl=" + ADDRESS + "\n");
    // Where the wrapper would have unpacked it: it names the directory by this hash.
    String hash = Integer.toHexString(ADDRESS.hashCode());
    Path maven =
        Files.createDirectories(directory.resolve("home/wrapper/dists/any-maven/" + hash + "/bin"));
    Path printing = Files.writeString(maven.resolve("mvn"), "#!/bin/sh\nenv\n");
    assertThat(printing.toFile().setExecutable(true)).isTrue();
  }

  @Test
  void lines_areSettings_asTheyStandThere() throws Exception {
    Files.writeString(
        directory.resolve(".env"),
        """
        # REDIS_HOST=commented
        REDIS_URL=redis://default:a#b=c'd"e$HOME@localhost:6379

        lower=case
        BAD-NAME=$(exit 7)
        DB_PASSWORD= $(touch planted) `touch planted`
        HTTP_PORT=9981\r
        DB_HOST=last""");

    assertThat(settings())
        .contains("REDIS_URL=redis://default:a#b=c'd\"e$HOME@localhost:6379")
        .contains("DB_PASSWORD= $(touch planted) `touch planted`", "HTTP_PORT=9981", "DB_HOST=last")
        .noneMatch(line -> line.startsWith("lower=") || line.contains("commented"));
    assertThat(directory.resolve("planted")).doesNotExist();
  }

  @Test
  void setting_ofTheEnvironment_comesFirst_alsoIfItIsEmpty() throws Exception {
    Files.writeString(
        directory.resolve(".env"), "HTTP_PORT=9981\nREDIS_URL=redis://a\nDB_USER=u\n");

    assertThat(settings("HTTP_PORT", "9982", "REDIS_URL", ""))
        .contains("HTTP_PORT=9982", "REDIS_URL=", "DB_USER=u");
  }

  @Test
  void noFile_setsNothing() throws Exception {
    assertThat(settings("HTTP_PORT", "9982"))
        .contains("HTTP_PORT=9982")
        .noneMatch(line -> line.startsWith("DB_"));
  }

  /** Returns the environment that Maven gets. */
  private String[] settings(String... environment) throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder("sh", directory.resolve("mvnw").toString())
            .directory(directory.toFile())
            .redirectErrorStream(true);
    builder.environment().keySet().removeIf(key -> key.matches("(HTTP|DB|REDIS|MVNW)_.*"));
    builder.environment().put("MAVEN_USER_HOME", directory.resolve("home").toString());
    for (int i = 0; i < environment.length; i += 2) {
      builder.environment().put(environment[i], environment[i + 1]);
    }
    Process process = builder.start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
    return output.split("\n", -1);
  }
}
