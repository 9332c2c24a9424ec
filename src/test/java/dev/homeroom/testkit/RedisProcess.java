package dev.homeroom.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The process of one Redis: the binary of the test dependency, taken out of its jar once, with a
 * configuration file in a directory. None outlives the JVM's orderly end.
 */
final class RedisProcess {
  private static final String BINARY = "redis-server-7.0.15-" + system() + "-" + processor();
  private static final Set<Process> RUNNING = ConcurrentHashMap.newKeySet();

  static {
    Runtime.getRuntime()
        .addShutdownHook(new Thread(() -> RUNNING.forEach(Process::destroyForcibly)));
  }

  private final Path home;
  private Process process;

  RedisProcess(Path home) {
    this.home = home;
  }

  /** Starts it; does not wait. */
  void launch(Map<String, String> settings) {
    if (isAlive()) {
      throw new IllegalStateException("runs already");
    }
    StringBuilder lines = new StringBuilder();
    settings.forEach(
        (name, value) ->
            lines.append(name).append(' ').append(value.isEmpty() ? "\"\"" : value).append('\n'));
    try {
      Files.createDirectories(home);
      Path file = Files.writeString(home.resolve("redis.conf"), lines);
      process =
          new ProcessBuilder(binary().toString(), file.toString())
              .directory(home.toFile())
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.appendTo(console().toFile()))
              .start();
      RUNNING.add(process);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  boolean isAlive() {
    return process != null && process.isAlive();
  }

  /** Sends a signal; waits until it is sent, not until it has worked. */
  void signal(String name) {
    try {
      int code =
          new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start().waitFor();
      if (code != 0) {
        throw new IllegalStateException("kill -" + name + " ended with " + code);
      }
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Kills it, and waits until it is gone. */
  void kill() {
    if (process != null) {
      process.destroyForcibly();
      process.onExit().join();
      RUNNING.remove(process);
    }
  }

  /** Returns what all starts have printed. */
  String output() {
    try {
      return Files.readString(console());
    } catch (IOException e) {
      return "(nothing: " + e + ")";
    }
  }

  private Path console() {
    return home.resolve("console.log");
  }

  private static synchronized Path binary() {
    Path file = Path.of("target/redis", BINARY).toAbsolutePath();
    if (!Files.isExecutable(file)) {
      extractTo(file);
    }
    return file;
  }

  private static void extractTo(Path file) {
    try (InputStream in = RedisProcess.class.getResourceAsStream("/" + BINARY)) {
      if (in == null) {
        throw new IllegalStateException("no Redis for this machine in the jar: " + BINARY);
      }
      // Another JVM may do the same: each writes its own, and the last whole one stays.
      Files.createDirectories(file.getParent());
      Path draft = Files.createTempFile(file.getParent(), "redis", ".part");
      Files.copy(in, draft, StandardCopyOption.REPLACE_EXISTING);
      // A process that another thread starts meanwhile holds what is open for writing, and a file
      // that somebody writes cannot be run: "Text file busy". So the file is written by cp.
      Path copy = Path.of(draft + ".copy");
      int code = new ProcessBuilder("cp", draft.toString(), copy.toString()).start().waitFor();
      if (code != 0 || !copy.toFile().setExecutable(true)) {
        throw new IOException("cannot be made executable: " + copy);
      }
      Files.move(copy, file, StandardCopyOption.ATOMIC_MOVE);
      Files.delete(draft);
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String system() {
    return System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("mac")
        ? "darwin"
        : "linux";
  }

  private static String processor() {
    return System.getProperty("os.arch").equals("aarch64") ? "arm64" : "amd64";
  }
}
