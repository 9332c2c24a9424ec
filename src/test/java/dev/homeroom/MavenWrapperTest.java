package dev.homeroom;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code ./mvnw} brings Maven where there is a JDK and no {@code unzip}, as in the image that
 * {@code Dockerfile} builds in: here one that says what it was asked, from a {@code wget} that
 * copies a file.
 */
class MavenWrapperTest {
  private static final List<String> TOOLS =
      List.of(
          "sh",
          "dirname",
          "basename",
          "uname",
          "tr",
          "mktemp",
          "rm",
          "mkdir",
          "mv",
          "cp",
          "chmod",
          "sha256sum",
          "cat",
          "env");

  @TempDir Path directory;
  private Path archive;

  @BeforeEach
  void layWrapper() throws Exception {
    Files.copy(Path.of("mvnw"), directory.resolve("mvnw"));
    archive = directory.resolve("served.zip");
    try (OutputStream file = Files.newOutputStream(archive);
        ZipOutputStream zip = new ZipOutputStream(file)) {
      zip.putNextEntry(new ZipEntry("any-maven/bin/mvn"));
      zip.write("#!/bin/sh\necho asked: $*\n".getBytes(StandardCharsets.UTF_8));
    }
    byte[] digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(archive));
    properties(HexFormat.of().formatHex(digest));
    Path tools = Files.createDirectories(directory.resolve("tools"));
    for (String tool : TOOLS) {
      Path there = Path.of("/usr/bin", tool);
      script(
          tools.resolve(tool),
          "exec " + (Files.exists(there) ? there : Path.of("/bin", tool)) + " \"$@\"");
    }
    script(
        tools.resolve("wget"),
        "while [ \"$1\" != -O ]; do shift; done\ncp '" + archive + "' \"$2\"");
  }

  @Test
  void withoutUnzip_mavenIsUnpackedByTheJdk() throws Exception {
    assertThat(output("--version")).isEqualTo("asked: --version\n");
    // The second time it is there.
    Files.delete(archive);
    assertThat(output("verify")).isEqualTo("asked: verify\n");
  }

  @Test
  void anotherArchiveThanThatOfTheChecksum_isRefused() throws Exception {
    properties("0".repeat(64));

    assertThat(output("--version")).contains("Failed to validate").doesNotContain("asked:");
  }

  private static void script(Path file, String lines) throws IOException {
    Files.writeString(file, "#!/bin/sh\n" + lines + "\n");
    assertThat(file.toFile().setExecutable(true)).isTrue();
  }

  private void properties(String sum) throws IOException {
    Path wrapper = Files.createDirectories(directory.resolve(".mvn/wrapper"));
    Files.writeString(
        wrapper.resolve("maven-wrapper.properties"),
        "distributionUrl=https://maven.test/any-maven-bin.zip\ndistributionSha256Sum="
            + sum
            + "\n");
  }

  private String output(String argument) throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder("/bin/sh", directory.resolve("mvnw").toString(), argument)
            .redirectErrorStream(true);
    builder.environment().keySet().removeIf(key -> key.startsWith("MVNW_"));
    builder.environment().put("PATH", directory.resolve("tools").toString());
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.environment().put("MAVEN_USER_HOME", directory.resolve("home").toString());
    Process process = builder.start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    return output;
  }
}
