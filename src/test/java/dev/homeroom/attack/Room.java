package dev.homeroom.attack;

import dev.homeroom.testkit.LibertyServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * What a server's process takes at one moment.
 *
 * @param heapBytes of objects that are in use, after a collection
 * @param threads of the process
 * @param sockets that it has open
 */
record Room(long heapBytes, long threads, long sockets) {
  /** Collects the server's garbage and counts. */
  static Room of(LibertyServer server) {
    long pid = server.pid();
    try {
      return new Room(heap(pid), threads(pid), sockets(pid));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Returns whether a server takes no more than it did before: a pool may have grown to its bound,
   * and caches may hold what was asked for meanwhile.
   */
  boolean isBackAt(Room before) {
    return heapBytes <= before.heapBytes + 20_000_000
        && threads <= before.threads + 100
        && sockets <= before.sockets + 5;
  }

  private static long sockets(long pid) throws IOException {
    try (Stream<Path> files = Files.list(Path.of("/proc", Long.toString(pid), "fd"))) {
      return files.filter(Room::isSocket).count();
    }
  }

  private static boolean isSocket(Path file) {
    try {
      return Files.readSymbolicLink(file).toString().startsWith("socket:");
    } catch (IOException e) {
      // Closed meanwhile.
      return false;
    }
  }

  private static long threads(long pid) throws IOException {
    try (Stream<Path> tasks = Files.list(Path.of("/proc", Long.toString(pid), "task"))) {
      return tasks.count();
    }
  }

  /** The last line of the JDK's histogram of live objects: "Total", instances, bytes. */
  private static long heap(long pid) throws IOException {
    Process jcmd =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                Long.toString(pid),
                "GC.class_histogram")
            .redirectErrorStream(true)
            .start();
    String text = new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    String total = text.lines().filter(line -> line.startsWith("Total")).findFirst().orElseThrow();
    return Long.parseLong(total.strip().split("\\s+", -1)[2]);
  }

  @Override
  public String toString() {
    return "%.1f MB heap, %d threads, %d sockets".formatted(heapBytes / 1e6, threads, sockets);
  }
}
