package dev.homeroom.operations;

import dev.homeroom.http.TcpSockets;
import dev.homeroom.http.TcpSockets.TcpState;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Finds the ports that this process listens on, on Linux only (proc(5): {@code self/fd}). */
final class OwnSockets {
  private OwnSockets() {}

  /** Returns whether this process listens on a port. */
  static boolean listenOn(int port) {
    try {
      Set<String> listening =
          TcpSockets.list().stream()
              .filter(socket -> socket.state() == TcpState.LISTENING && socket.localPort() == port)
              .map(socket -> "socket:[" + socket.inode() + "]")
              .collect(Collectors.toSet());
      try (Stream<Path> files = Files.list(Path.of("/proc/self/fd"))) {
        return files.map(OwnSockets::target).anyMatch(listening::contains);
      }
    } catch (IOException | UncheckedIOException e) {
      return false;
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
