package dev.homeroom.testkit;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * A PostgreSQL of one test's own, which may be killed, started again on the same data and port, and
 * stopped in its tracks. Not the one of {@link Databases}: other tests use that beside it.
 */
public final class PostgresProcess implements AutoCloseable {
  private static final Duration LONGEST = Promised.NEVER;

  private final PostgresHome home;
  private final EmbeddedPostgres embedded;
  private final List<String> command = new ArrayList<>();
  private long pid;

  /** Starts one. */
  public PostgresProcess() {
    try {
      home = new PostgresHome();
      embedded =
          EmbeddedPostgres.builder()
              .setDataDirectory(home.data())
              .setServerConfig("max_connections", "200")
              .start();
      pid = home.pid();
      // As root PostgreSQL refuses to run: so it was started like this before.
      if (System.getProperty("user.name").equals("root")) {
        command.addAll(List.of("unshare", "-U"));
      }
      Path process = Path.of("/proc", Long.toString(pid));
      String line = Files.readString(process.resolve("cmdline"), StandardCharsets.UTF_8);
      command.addAll(List.of(line.split("\0")));
      command.set(
          command.size() - line.split("\0").length, process.resolve("exe").toRealPath() + "");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns its port, the same over all starts. */
  public int port() {
    return embedded.getPort();
  }

  /** Returns where its own database is, which is empty at first. */
  public Databases.Address address() {
    return new Databases.Address(
        "jdbc:postgresql://127.0.0.1:" + port() + "/postgres", "postgres", "unused");
  }

  /** Kills all of its processes as a crash does. */
  public void kill() {
    List<ProcessHandle> all = processes();
    signal("KILL", processes());
    all.forEach(process -> process.onExit().orTimeout(10, TimeUnit.SECONDS).join());
  }

  /** Starts it again with what it has on disk, and waits until it answers. */
  public void start() {
    try {
      Process started =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(home.data().resolveSibling("log").toFile())
              .start();
      pid = started.pid();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    long end = System.nanoTime() + LONGEST.toNanos();
    while (!answers()) {
      if (System.nanoTime() > end) {
        throw new IllegalStateException("PostgreSQL does not answer");
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
    }
  }

  private boolean answers() {
    Databases.Address at = address();
    try (Connection connection = DriverManager.getConnection(at.url(), at.user(), at.password())) {
      return connection.isValid(1);
    } catch (SQLException e) {
      return false;
    }
  }

  /** Stops all of its processes in their tracks: connections are taken, nothing is answered. */
  public void freeze() {
    // First the one that makes the others, or one that it has just made would go on.
    signal("STOP", List.of(ProcessHandle.of(pid).orElseThrow()));
    Promised.await(this::isStopped);
    signal("STOP", processes());
  }

  /** Returns whether the first process has stopped, where Linux tells it (proc(5), stat). */
  private boolean isStopped() {
    try {
      Path file = Path.of("/proc", Long.toString(pid), "stat");
      if (!Files.exists(file)) {
        return true;
      }
      String stat = Files.readString(file);
      return stat.charAt(stat.lastIndexOf(')') + 2) == 'T';
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Lets them go on. */
  public void thaw() {
    signal("CONT", processes());
  }

  private List<ProcessHandle> processes() {
    return ProcessHandle.of(pid).stream()
        .flatMap(main -> Stream.concat(Stream.of(main), main.descendants()))
        .toList();
  }

  private static void signal(String name, List<ProcessHandle> processes) {
    List<String> kill = new ArrayList<>(List.of("kill", "-" + name));
    processes.forEach(process -> kill.add(Long.toString(process.pid())));
    try {
      new ProcessBuilder(kill).start().waitFor();
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    thaw();
    try {
      embedded.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    if (ProcessHandle.of(pid).isPresent()) {
      kill();
    }
    home.close();
  }
}
