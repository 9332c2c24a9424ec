package dev.homeroom.http;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.HashSet;
import java.util.Set;

/** Reads which TCP connections are open, from the kernel's table of {@link TcpSockets}. */
final class EstablishedConnections {
  private static final int IPV6_BYTES = 16;

  /** The characters of a port, with the colon before it. */
  private static final int PORT = 5;

  private EstablishedConnections() {}

  /**
   * Returns the remote addresses of all connections that are open in both directions, as {@link
   * TcpSockets#remote} writes them. Skips other lines as bytes: on a busy server most are of ended
   * ones.
   *
   * @throws IOException if there is no such table
   */
  static Set<String> remotes() throws IOException {
    Set<String> remotes = new HashSet<>();
    read(Files.readAllBytes(TcpSockets.TCP), 2 * TcpSockets.IPV4_BYTES, remotes);
    if (Files.exists(TcpSockets.TCP6)) {
      read(Files.readAllBytes(TcpSockets.TCP6), 2 * IPV6_BYTES, remotes);
    }
    return remotes;
  }

  /** Reads lines {@code sl: local:port remote:port state …} with addresses of a fixed width. */
  private static void read(byte[] table, int width, Set<String> into) {
    int begin = next(table, 0, '\n') + 1;
    while (begin < table.length) {
      int end = next(table, begin, '\n');
      int remote = next(table, begin, ':') + 2 + width + PORT + 1;
      int state = remote + width + PORT + 1;
      if (state + 1 < end && table[state] == '0' && table[state + 1] == '1') {
        String text = new String(table, remote, width + PORT, StandardCharsets.US_ASCII);
        into.add(width == 2 * TcpSockets.IPV4_BYTES ? TcpSockets.IPV4_MAPPED + text : text);
      }
      begin = end + 1;
    }
  }

  private static int next(byte[] bytes, int from, char wanted) {
    int at = from;
    while (at < bytes.length && bytes[at] != wanted) {
      at++;
    }
    return at;
  }
}
