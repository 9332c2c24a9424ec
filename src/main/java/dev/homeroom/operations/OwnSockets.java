package dev.homeroom.operations;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Tells, on Linux, on which ports this very process listens (proc(5): {@code net/tcp}, {@code
 * self/fd}). Elsewhere it knows of none.
 */
final class OwnSockets {
  private static final String LISTENING = "0A";
  private static final int LOCAL_ADDRESS = 1;
  private static final int STATE = 3;
  private static final int INODE = 9;

  private OwnSockets() {}

  /** Returns whether this process listens on a port. */
  static boolean listenOn(int port) {
    Set<String> listening = new HashSet<>();
    try {
      for (String table : List.of("/proc/self/net/tcp", "/proc/self/net/tcp6")) {
        for (String line : Files.readAllLines(Path.of(table))) {
          addListening(line.strip().split("\\s+", -1), port, listening);
        }
      }
      try (Stream<Path> files = Files.list(Path.of("/proc/self/fd"))) {
        return files.map(OwnSockets::target).anyMatch(listening::contains);
      }
    } catch (IOException | UncheckedIOException e) {
      return false;
    }
  }

  private static void addListening(String[] columns, int port, Set<String> into) {
    if (columns.length > INODE
        && columns[STATE].equals(LISTENING)
        && columns[LOCAL_ADDRESS].endsWith(":%04X".formatted(port))) {
      into.add("socket:[" + columns[INODE] + "]");
    }
  }

  private static String target(Path file) {
    try {
      return Files.readSymbolicLink(file).toString();
    } catch (IOException e) {
      // Closed meanwhile.
      return "";
    }
  }
}
