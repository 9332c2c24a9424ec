package dev.homeroom.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/**
 * The directory of a PostgreSQL of the tests, in memory where there is room for it. At the end of
 * the JVM those that still run are stopped, and all directories removed.
 */
final class PostgresHome implements AutoCloseable {
  private static final List<PostgresHome> OPEN = new CopyOnWriteArrayList<>();
  private static final JvmDirectory ALL = all();

  private final Path directory;

  /** Makes an empty one. */
  PostgresHome() throws IOException {
    directory = Files.createTempDirectory(ALL.path(), "");
    OPEN.add(this);
  }

  private static JvmDirectory all() {
    try {
      JvmDirectory made = JvmDirectory.ofDatabases("postgres");
      Runtime.getRuntime().addShutdownHook(new Thread(PostgresHome::removeAll));
      return made;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void removeAll() {
    try {
      for (PostgresHome each : OPEN) {
        each.stopAtOnce();
      }
      ALL.close();
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Returns where the data go; PostgreSQL makes it. */
  Path data() {
    return directory.resolve("data");
  }

  /** Returns the number of the process that runs on the data. */
  long pid() throws IOException {
    return Long.parseLong(Files.readAllLines(pidFile()).get(0).strip());
  }

  private Path pidFile() {
    return data().resolve("postmaster.pid");
  }

  /** Nothing is written any more: nobody will read it. */
  private void stopAtOnce() throws IOException, InterruptedException {
    if (Files.exists(pidFile())) {
      long pid = pid();
      new ProcessBuilder("kill", "-QUIT", Long.toString(pid)).start().waitFor();
      ProcessHandle.of(pid)
          .ifPresent(it -> it.onExit().completeOnTimeout(it, 5, TimeUnit.SECONDS).join());
    }
  }

  /** Removes it, after its PostgreSQL was stopped. */
  @Override
  public void close() {
    try {
      OPEN.remove(this);
      JvmDirectory.remove(directory);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
