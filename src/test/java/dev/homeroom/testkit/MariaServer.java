package dev.homeroom.testkit;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * A real MariaDB of this JVM, on a free port: the binary of the test dependency, started by the
 * first test that wants a database, with a directory of its own.
 */
final class MariaServer {
  /** As the server's sessions have it. */
  private static final String SESSION =
      "&connectionTimeZone=UTC&forceConnectionTimeZoneToSession=true"
          + "&sessionVariables=innodb_lock_wait_timeout=2,lock_wait_timeout=2,idle_transaction_timeout=5"
          + ",sql_mode='STRICT_TRANS_TABLES,PIPES_AS_CONCAT'";

  static final String PASSWORD = "a password of the tests";

  private static final int FAILED = -1;

  private static int port;

  private MariaServer() {}

  /** Returns a new empty database. */
  static synchronized Databases.Address database() {
    if (port == FAILED) {
      throw new IllegalStateException("MariaDB did not start before");
    }
    if (port == 0) {
      // Until it has started: each test would wait for one.
      port = FAILED;
      port = start();
    }
    String name = "t" + UUID.randomUUID().toString().replace("-", "");
    try (Connection connection = connect(port, "");
        Statement statement = connection.createStatement()) {
      statement.execute(
          // As MariaDB has it by itself: the migration says how texts are compared.
          "create database " + name + " character set utf8mb4 collate utf8mb4_general_ci");
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    return new Databases.Address(address(port, name) + SESSION, "homeroom", PASSWORD);
  }

  private static String address(int at, String name) {
    return "jdbc:mariadb://127.0.0.1:"
        + at
        + "/"
        + name
        + "?sslMode=disable&allowMultiQueries=true";
  }

  /** Opens a connection to one of its databases, which runs several statements at once. */
  static Connection connect(Databases.Address at) throws SQLException {
    return DriverManager.getConnection(at.url(), at.user(), at.password());
  }

  private static Connection connect(int at, String name) throws SQLException {
    return DriverManager.getConnection(address(at, name), "root", PASSWORD);
  }

  private static int start() {
    try {
      int free = freePort();
      JvmDirectory own = JvmDirectory.ofDatabases("mariadb");
      // Making a key of 4,096 bits takes a minute on a busy machine.
      Process process = start(own.path(), free, "--skip-ssl");
      Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(process, own)));
      awaitReady(process, free, own.path().resolve("console.log"));
      return free;
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Starts another one in a directory, with further options; the caller ends the process. */
  static Process start(Path own, int at, String... more) throws IOException, InterruptedException {
    Path base = MariaBinary.extracted();
    Files.createDirectories(own.resolve("data"));
    makeSystemTables(base, own);
    List<String> options =
        new ArrayList<>(
            List.of(
                "--init-file=" + makeUsers(own),
                "--skip-name-resolve",
                "--socket=" + own.resolve("socket"),
                "--pid-file=" + own.resolve("pid"),
                "--bind-address=127.0.0.1",
                "--port=" + at,
                "--max-connections=300",
                "--innodb-flush-log-at-trx-commit=0"));
    options.addAll(List.of(more));
    return process(base, own, options.toArray(String[]::new));
  }

  static int freePort() throws IOException {
    try (ServerSocket free = new ServerSocket(0)) {
      return free.getLocalPort();
    }
  }

  /** Nothing is written any more: nobody will read it. */
  private static void stop(Process process, JvmDirectory own) {
    process.destroyForcibly().onExit().completeOnTimeout(process, 5, TimeUnit.SECONDS).join();
    try {
      own.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** An administrator, and the servers' user, who may do what docs/operations/deploy.md grants. */
  private static Path makeUsers(Path own) throws IOException {
    return Files.writeString(
        own.resolve("users.sql"),
        """
        create or replace user root@127.0.0.1 identified by '%1$s';
        grant all on *.* to root@127.0.0.1;
        create user homeroom@127.0.0.1 identified by '%1$s';
        grant all on `t%%`.* to homeroom@127.0.0.1;
        """
            .formatted(PASSWORD));
  }

  /** Makes what the server keeps for itself, as mariadb-install-db does. */
  private static void makeSystemTables(Path base, Path own)
      throws IOException, InterruptedException {
    Process process = process(base, own, "--bootstrap", "--skip-grant-tables");
    try (OutputStream statements = process.getOutputStream()) {
      statements.write("create database mysql;\nuse mysql;\n".getBytes(StandardCharsets.UTF_8));
      for (String file : MariaBinary.SYSTEM_TABLES) {
        Files.copy(base.resolve(file), statements);
      }
    }
    if (process.waitFor() != 0) {
      throw new IOException(Files.readString(own.resolve("console.log")));
    }
  }

  private static Process process(Path base, Path own, String... more) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(base.resolve("bin/mariadbd").toString());
    command.add("--no-defaults");
    command.add("--user=root");
    command.add("--basedir=" + base);
    command.add("--lc-messages-dir=" + base.resolve("share/english"));
    command.add("--character-sets-dir=" + base.resolve("share/charsets"));
    command.add("--datadir=" + own.resolve("data"));
    // One that starts removes the tables of others in a directory that they share.
    command.add("--tmpdir=" + own);
    command.add("--innodb-log-file-size=16M");
    command.add("--innodb-buffer-pool-size=64M");
    command.addAll(List.of(more));
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(own.resolve("console.log").toFile())
        .start();
  }

  static void awaitReady(Process process, int at, Path console) throws IOException {
    long end = System.nanoTime() + Promised.NEVER.toNanos();
    while (true) {
      try {
        connect(at, "").close();
        return;
      } catch (SQLException e) {
        if (!process.isAlive() || System.nanoTime() > end) {
          throw new IllegalStateException(
              "MariaDB did not start (" + process + "):\n" + Files.readString(console), e);
        }
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
      }
    }
  }
}
