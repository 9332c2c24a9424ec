package dev.homeroom.operations;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Whether this very process listens on a port: Liberty does so already when the WAR is deployed
 * into a running server, or when the application took longer to start than the server waits. Asks
 * Linux (proc(5), {@code /proc/net/tcp}); elsewhere the answer is no.
 */
final class OwnSockets {
  private static final Path PROCESS = Path.of("/proc/self");
  private static final List<String> TABLES = List.of("net/tcp", "net/tcp6");

  /** Local port in hexadecimal, state 0A (LISTEN), inode. */
  private static final Pattern LISTENING =
      Pattern.compile("\\s*\\d+: \\w+:(\\w{4}) \\S+ 0A \\S+ \\S+ \\S+\\s+\\d+\\s+\\d+ (\\d+) .*");

  private OwnSockets() {}

  /** Returns whether this process has a socket that listens on the port, whatever its address. */
  static boolean listensOn(int port) {
    try {
      Set<String> listening = listening(port);
      return !listening.isEmpty() && holdsAny(listening);
    } catch (IOException e) {
      return false;
    }
  }

  private static Set<String> listening(int port) throws IOException {
    String wanted = String.format(Locale.ROOT, "%04X", port);
    Set<String> found = new HashSet<>();
    for (String table : TABLES) {
      Path file = PROCESS.resolve(table);
      for (String line : Files.exists(file) ? Files.readAllLines(file) : List.<String>of()) {
        Matcher socket = LISTENING.matcher(line);
        if (socket.matches() && socket.group(1).equals(wanted)) {
          found.add("socket:[" + socket.group(2) + "]");
        }
      }
    }
    return found;
  }

  private static boolean holdsAny(Set<String> sockets) throws IOException {
    try (DirectoryStream<Path> open = Files.newDirectoryStream(PROCESS.resolve("fd"))) {
      for (Path descriptor : open) {
        if (isOneOf(descriptor, sockets)) {
          return true;
        }
      }
      return false;
    }
  }

  private static boolean isOneOf(Path descriptor, Set<String> sockets) {
    try {
      return sockets.contains(Files.readSymbolicLink(descriptor).toString());
    } catch (IOException e) {
      // It was closed meanwhile.
      return false;
    }
  }
}
