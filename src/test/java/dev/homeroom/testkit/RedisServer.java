package dev.homeroom.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * A real Redis in a process, on a port and in a directory of its own. It keeps nothing over a kill
 * unless told so.
 */
public final class RedisServer implements AutoCloseable {
  private static final AtomicInteger STARTED = new AtomicInteger();

  private final Path home;
  private final int port = freePort();
  private final Map<String, String> settings = new LinkedHashMap<>();
  private String password = "";
  private final RedisProcess process;
  private RespClient admin;

  /** Lays the directory of a server; does not start it. */
  public RedisServer() {
    String name = ProcessHandle.current().pid() + "-" + STARTED.incrementAndGet();
    home = Path.of("target/redis", name).toAbsolutePath();
    process = new RedisProcess(home);
    with("bind", "127.0.0.1");
    with("port", Integer.toString(port));
    with("dir", home.toString());
    with("save", "");
    with("appendonly", "no");
    // For DEBUG SLEEP and DEBUG POPULATE.
    with("enable-debug-command", "local");
  }

  /** Returns a server that runs, with no settings of its own. */
  public static RedisServer started() {
    return new RedisServer().start();
  }

  /**
   * Sets a line of the next start's {@code redis.conf}; an empty value becomes {@code ""}. What may
   * stand several times takes its first word into the name: {@code with("user probe", "on …")}.
   */
  public RedisServer with(String setting, String value) {
    settings.put(setting, value);
    return this;
  }

  /** Sets the password that the next start asks for. */
  public RedisServer withPassword(String secret) {
    password = secret;
    return with("requirepass", secret);
  }

  /** Starts on the same port with what its directory holds, and waits until it answers. */
  public RedisServer start() {
    return launch().awaitReady();
  }

  /** The same without the data that its directory holds. */
  public RedisServer startEmpty() {
    delete(home.resolve("dump.rdb"));
    delete(home.resolve("appendonlydir"));
    return start();
  }

  /** Starts the process; does not wait. */
  public RedisServer launch() {
    process.launch(settings);
    return this;
  }

  /** Waits until PING is answered by something else than "loading". */
  public RedisServer awaitReady() {
    long end = System.nanoTime() + Promised.NEVER.toNanos();
    while (!isReady()) {
      if (!process.isAlive() || System.nanoTime() > end) {
        throw new IllegalStateException("Redis did not get ready:\n" + output());
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
    }
    return this;
  }

  private boolean isReady() {
    try (RespClient client = new RespClient(port, Duration.ofSeconds(2))) {
      return !client.call("PING").text().startsWith("LOADING");
    } catch (UncheckedIOException e) {
      return false;
    }
  }

  /** Returns its port, the same over all starts. */
  public int port() {
    return port;
  }

  /** Returns its address, with the password if it has one. */
  public String url() {
    return urlThrough(port);
  }

  /** Returns the same through a proxy on another port. */
  public String urlThrough(int anotherPort) {
    String login = password.isEmpty() ? "" : ":" + password + "@";
    return "redis://" + login + "127.0.0.1:" + anotherPort;
  }

  /** Kills it as a crash does: nothing is saved. */
  public void kill() {
    closeAdmin();
    process.kill();
  }

  /** Stops it in its tracks: it takes connections, and answers nothing. */
  public void freeze() {
    signal("STOP");
  }

  /** Lets it go on, and answer what has come meanwhile. */
  public void thaw() {
    signal("CONT");
  }

  /** Sends a signal to the process: STOP, CONT, TERM. */
  public void signal(String name) {
    process.signal(name);
  }

  /**
   * Sends a command over a connection that is kept, past any proxy.
   *
   * @throws IllegalStateException if the reply is an error
   * @throws UncheckedIOException if there is none in 10 s
   */
  public synchronized RespClient.Reply command(String... words) {
    RespClient.Reply reply;
    try {
      reply = admin().call(words);
    } catch (UncheckedIOException e) {
      closeAdmin();
      if (e.getCause() instanceof SocketTimeoutException) {
        throw e;
      }
      // The connection may have been killed by the test, or be of an earlier start.
      reply = admin().call(words);
    }
    if (reply.isError()) {
      throw new IllegalStateException(String.join(" ", words) + ": " + reply.text());
    }
    return reply;
  }

  private RespClient admin() {
    if (admin == null) {
      admin = connect();
    }
    return admin;
  }

  private synchronized void closeAdmin() {
    if (admin != null) {
      admin.close();
      admin = null;
    }
  }

  /** Opens a connection, logged in. */
  public RespClient connect() {
    return connect(Promised.NEVER);
  }

  /** The same with the longest wait for a reply; zero is for ever. */
  public RespClient connect(Duration longestWait) {
    RespClient client = new RespClient(port, longestWait);
    if (!password.isEmpty()) {
      client.call("AUTH", password);
    }
    return client;
  }

  /** Returns a field of INFO: {@code run_id}, {@code connected_clients}. */
  public String info(String field) {
    return command("INFO", "all")
        .text()
        .lines()
        .filter(line -> line.startsWith(field + ":"))
        .map(line -> line.substring(field.length() + 1))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("INFO has no " + field));
  }

  /** Collects from now on what it is asked. */
  public RedisMonitor monitor() {
    return new RedisMonitor(this);
  }

  /** Saves its data into a file of their own; a later {@link #start} does not find them. */
  public Path snapshot() {
    command("SAVE");
    Path copy = home.resolve("snapshot-" + System.nanoTime() + ".rdb");
    try {
      return Files.move(home.resolve("dump.rdb"), copy);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Kills it and starts it with earlier data; not for one that appends to a file. */
  public void restore(Path snapshot) {
    kill();
    try {
      Files.copy(snapshot, home.resolve("dump.rdb"), StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    start();
    delete(home.resolve("dump.rdb"));
  }

  /** Returns what it printed. */
  public String output() {
    return process.output();
  }

  /** Returns the directory below which everything of this server lies. */
  public Path home() {
    return home;
  }

  /** Kills it and removes its directory. */
  @Override
  public void close() {
    kill();
    delete(home);
  }

  private static void delete(Path tree) {
    if (!Files.exists(tree)) {
      return;
    }
    try (Stream<Path> files = Files.walk(tree)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A port that the system gives to no outgoing connection, so that it is free for a restart. */
  private static int freePort() {
    for (int attempt = 0; attempt < 100; attempt++) {
      int candidate = ThreadLocalRandom.current().nextInt(20_000, 32_000);
      try (ServerSocket socket = new ServerSocket(candidate, 1, InetAddress.getLoopbackAddress())) {
        return socket.getLocalPort();
      } catch (IOException e) {
        // Taken: another one.
      }
    }
    throw new IllegalStateException("no free port");
  }
}
