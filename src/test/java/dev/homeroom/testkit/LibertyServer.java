package dev.homeroom.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/**
 * A Homeroom as an operator runs it, without Maven: the shipped {@code server.xml}, the drivers and
 * {@code homeroom.war} in a user directory of their own, beside an unpacked Open Liberty.
 */
public final class LibertyServer implements AutoCloseable {
  private static final Path WLP = Path.of("target/liberty/wlp").toAbsolutePath();
  private static final HttpClient HTTP =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();

  private static final Path WAR = Path.of("target/homeroom.war");
  private static final Object TURN = new Object();

  /**
   * Which bundles there are and who needs whom; and key and certificate of a server, whose making
   * takes seconds, and which guard nothing of Homeroom.
   */
  private static final List<String> MADE_BY_LIBERTY = List.of("workarea", "resources/security");

  private static final Set<String> KEY_PASSWORDS = Set.of("KEYSTORE_PASSWORD", "LTPA_PASSWORD");

  /** More that start at once only take longer, each: a start keeps a core busy. */
  private static final int STARTING_AT_ONCE = 2;

  /** Guarded by itself. */
  private static final Set<LibertyServer> STARTING = new HashSet<>();

  private final Path home;
  private final int port;
  private final Map<String, String> environment = new HashMap<>();
  private Process process;
  private boolean wasReady;

  /**
   * Lays the directories of a server; does not start it.
   *
   * @param name of its directory below {@code target/it}; an earlier one of that name is removed
   */
  public LibertyServer(String name, int port) {
    this.home = Path.of("target/it", name).toAbsolutePath();
    this.port = port;
    set("HTTP_PORT", Integer.toString(port));
    set("HTTP_HOST", "127.0.0.1");
    set("HOMEROOM_DATA", home.resolve("data").toString());
    try {
      delete(home);
      copyTree(Path.of("src/main/liberty/config"), home.resolve("servers/homeroom"));
      Path dropins = Files.createDirectories(home.resolve("servers/homeroom/dropins"));
      Files.copy(WAR, dropins.resolve("homeroom.war"));
      copyTree(Path.of("target/jdbc"), home.resolve("shared/resources/jdbc"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What another server of the same WAR has made at its start: a third of a start is saved. */
  private static Path prepared() throws IOException {
    long made = Files.getLastModifiedTime(WAR).toMillis();
    return Path.of("target/it/prepared-" + made).toAbsolutePath();
  }

  /** A key store opens with the password of the server that made it, and with no other. */
  private boolean keysOpenForOthers() {
    return environment.keySet().stream().noneMatch(KEY_PASSWORDS::contains);
  }

  /** Keeps what the first server made that has ended; while one runs, it may change. */
  private void keepPrepared() {
    synchronized (TURN) {
      try {
        if (wasReady && keysOpenForOthers() && !Files.exists(prepared())) {
          Path copy = home.resolve("prepared");
          for (String made : MADE_BY_LIBERTY) {
            Path one = home.resolve("servers/homeroom").resolve(made);
            // A server that was killed early has made no keys yet.
            if (Files.exists(one)) {
              copyTree(one, copy.resolve(made));
            }
          }
          Files.move(copy, prepared());
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** Sets an environment variable of the next start. */
  public LibertyServer set(String name, String value) {
    environment.put(name, value);
    return this;
  }

  /** Leads the next start to a database; to MariaDB by its parts, as no address has its limits. */
  public LibertyServer on(Databases.Address database) {
    if (database.url().startsWith("jdbc:mariadb:")) {
      return onPartsOf(database).set("DB_TLS", "disable");
    }
    return set("DB_URL", database.url())
        .set("DB_USER", database.user())
        .set("DB_PASSWORD", database.password());
  }

  /** Leads the next start to a database by kind, host, port and name, without a JDBC address. */
  public LibertyServer onPartsOf(Databases.Address database) {
    URI address = URI.create(database.url().substring("jdbc:".length()));
    return set("DB_KIND", address.getScheme())
        .set("DB_HOST", address.getHost())
        .set("DB_PORT", Integer.toString(address.getPort()))
        .set("DB_NAME", address.getPath().substring(1))
        .set("DB_USER", database.user())
        .set("DB_PASSWORD", database.password());
  }

  /** Starts the process once few others are starting; does not wait until it is ready. */
  public LibertyServer launch() {
    ProcessBuilder builder =
        new ProcessBuilder(WLP.resolve("bin/server").toString(), "run", "homeroom");
    // Settings of the build that runs the tests are not this server's.
    builder
        .environment()
        .keySet()
        .removeIf(key -> key.matches("(HTTP|HOMEROOM|DB|CACHE|REDIS)_.*"));
    builder.environment().putAll(environment);
    builder.environment().put("WLP_USER_DIR", home.toString());
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.redirectErrorStream(true).redirectOutput(console().toFile());
    try {
      Files.createDirectories(home);
      if (process == null && keysOpenForOthers() && Files.exists(prepared())) {
        copyTree(prepared(), home.resolve("servers/homeroom"));
      }
      synchronized (STARTING) {
        awaitTurn();
        process = builder.start();
        STARTING.add(this);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return this;
  }

  private static void awaitTurn() {
    STARTING.removeIf(LibertyServer::hasStarted);
    while (STARTING.size() >= STARTING_AT_ONCE) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
      STARTING.removeIf(LibertyServer::hasStarted);
    }
  }

  /** Returns whether the last start is over, well or not. */
  private boolean hasStarted() {
    return !process.isAlive() || output().contains("CWWKF0011I");
  }

  /** Starts and waits until it is ready. */
  public LibertyServer start() {
    launch();
    return awaitReady();
  }

  /** Waits until {@code /health/ready} says UP. */
  public LibertyServer awaitReady() {
    long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(15);
    while (!isReady()) {
      if (!process.isAlive() || System.nanoTime() > end) {
        throw new IllegalStateException("the server did not get ready:\n" + output());
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
    }
    wasReady = true;
    return this;
  }

  /** Asks no port before this process says that it listens there: another might answer. */
  private boolean isReady() {
    if (!output().contains("CWWKF0011I")) {
      return false;
    }
    try {
      HttpRequest ask =
          HttpRequest.newBuilder(uri("/health/ready")).timeout(Duration.ofSeconds(2)).build();
      return HTTP.send(ask, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Returns the address of a path. */
  public URI uri(String path) {
    return URI.create("http://127.0.0.1:" + port + path);
  }

  /** Waits for the process's end and returns its exit code. */
  public int awaitExit(Duration longest) {
    try {
      if (!process.waitFor(longest.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new IllegalStateException("still running after " + longest + ":\n" + output());
      }
      return process.exitValue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Waits until it has printed a text. */
  public void awaitOutput(String text) {
    awaitThat(() -> output().contains(text));
  }

  /** Waits until a condition holds, for a minute at least; what it printed tells of a failure. */
  public void awaitThat(BooleanSupplier condition) {
    long end = System.nanoTime() + Promised.NEVER.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new IllegalStateException("awaited in vain:\n" + output());
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
    }
  }

  /** Returns what it printed. */
  public String output() {
    return text(console());
  }

  /** Returns what it logged since its last start, also what it does not print. */
  public String log() {
    return text(home.resolve("servers/homeroom/logs/messages.log"));
  }

  private static String text(Path file) {
    try {
      return Files.readString(file, StandardCharsets.UTF_8);
    } catch (IOException e) {
      return "(nothing: " + e + ")";
    }
  }

  private Path console() {
    return home.resolve("console.log");
  }

  /** Returns the directory below which everything of this server lies. */
  public Path home() {
    return home;
  }

  /** Sends a signal to the Java process: STOP, CONT, KILL. */
  public void signal(String signal) {
    try {
      new ProcessBuilder("kill", "-" + signal, Long.toString(java().pid())).start().waitFor();
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Returns the number of the Java process. */
  public long pid() {
    return java().pid();
  }

  /** Takes away what the build sets for servers that live for a test only: it runs as shipped. */
  public LibertyServer asShipped() {
    environment.put("JVM_ARGS", "");
    return this;
  }

  private ProcessHandle java() {
    return Stream.concat(process.descendants(), Stream.of(process.toHandle()))
        .filter(handle -> handle.info().command().orElse("").endsWith("/java"))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no Java process:\n" + output()));
  }

  /** Returns the resident memory of the Java process, in KiB, as Linux counts it. */
  public long residentKiB() {
    Path status = Path.of("/proc", Long.toString(java().pid()), "status");
    try (Stream<String> lines = Files.lines(status)) {
      return lines
          .filter(line -> line.startsWith("VmRSS:"))
          .map(line -> line.replaceAll("\\D", ""))
          .mapToLong(Long::parseLong)
          .findFirst()
          .orElseThrow();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Kills it as a crash does. */
  public void kill() {
    signal("KILL");
    awaitExit(Promised.NEVER);
    keepPrepared();
  }

  /** Stops it as an operator does; kills it if that takes longer than 20 s. */
  @Override
  public void close() {
    if (process == null || !process.isAlive()) {
      return;
    }
    signal("CONT");
    signal("TERM");
    try {
      if (process.waitFor(20, TimeUnit.SECONDS)) {
        keepPrepared();
      } else {
        kill();
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void copyTree(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Path target = to.resolve(from.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(target);
        } else {
          Files.copy(file, target, StandardCopyOption.REPLACE_EXISTING);
        }
      }
    }
  }

  private static void delete(Path tree) throws IOException {
    if (!Files.exists(tree)) {
      return;
    }
    try (Stream<Path> files = Files.walk(tree)) {
      for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
