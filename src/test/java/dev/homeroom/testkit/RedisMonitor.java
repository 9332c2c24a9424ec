package dev.homeroom.testkit;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/** Collects what a Redis is asked, as its MONITOR tells, until it is closed or the server dies. */
public final class RedisMonitor implements AutoCloseable {
  private final RedisServer server;
  private final RespClient client;
  private final List<String> lines = new ArrayList<>();

  RedisMonitor(RedisServer server) {
    this.server = server;
    client = server.connect(Duration.ZERO);
    client.call("MONITOR");
    Thread thread = new Thread(this::collect, "redis-monitor");
    thread.setDaemon(true);
    thread.start();
  }

  private void collect() {
    try {
      while (true) {
        String line = client.read().text();
        synchronized (lines) {
          lines.add(line);
          lines.notifyAll();
        }
      }
    } catch (UncheckedIOException e) {
      // Closed, or the server has gone: what was collected stays.
    }
  }

  /**
   * Returns all lines so far, oldest first: {@code 1700000000.000001 [0 127.0.0.1:5000] "GET" "a"}.
   * Complete up to the moment of the call, if the server answers; the kit's own commands are among
   * them.
   */
  public List<String> lines() {
    String mark = UUID.randomUUID().toString();
    server.command("ECHO", mark);
    await(mark);
    synchronized (lines) {
      return lines.stream().filter(line -> !line.contains("\"ECHO\" \"")).toList();
    }
  }

  /** Returns those lines whose command has this name. */
  public List<String> lines(String command) {
    String start = "] \"" + command.toUpperCase(Locale.ROOT) + "\"";
    return lines().stream().filter(line -> line.toUpperCase(Locale.ROOT).contains(start)).toList();
  }

  /** Waits for a line that holds this text, and returns it. */
  public String await(String text) {
    long end = System.nanoTime() + Promised.NEVER.toNanos();
    synchronized (lines) {
      while (true) {
        for (String line : lines) {
          if (line.contains(text)) {
            return line;
          }
        }
        long left = (end - System.nanoTime()) / 1_000_000;
        if (left <= 0) {
          throw new IllegalStateException("no " + text + " in " + lines);
        }
        pause(left);
      }
    }
  }

  private void pause(long millis) {
    try {
      lines.wait(millis);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    client.close();
  }
}
