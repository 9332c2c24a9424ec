package dev.homeroom.http;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Reads the kernel's table of TCP sockets, on Linux (proc(5): {@code net/tcp}, {@code net/tcp6}).
 * It costs the kernel some µs per socket.
 */
public final class TcpSockets {
  static final Path TCP = Path.of("/proc/self/net/tcp");
  static final Path TCP6 = Path.of("/proc/self/net/tcp6");
  static final int IPV4_BYTES = 4;

  private static final int LOCAL_ADDRESS = 1;
  private static final int REMOTE_ADDRESS = 2;
  private static final int STATE = 3;
  private static final int INODE = 9;
  static final String IPV4_MAPPED = "0000000000000000FFFF0000";

  private TcpSockets() {}

  /** The state of a socket. */
  public enum TcpState {
    /** Open in both directions. */
    ESTABLISHED,
    /** Listening for connections. */
    LISTENING,
    /** Every other state: one side has ended, or both. */
    OTHER
  }

  /**
   * A socket.
   *
   * @param localPort 0 to 65535
   * @param remote the remote address, as {@link #remote} writes it
   * @param inode its number in {@code /proc/self/fd}
   */
  public record TcpSocket(int localPort, String remote, TcpState state, String inode) {}

  /**
   * Returns all sockets of this network namespace, each once: a table that changes while it is read
   * may have a line twice.
   *
   * @throws IOException if there is no such table
   */
  public static List<TcpSocket> list() throws IOException {
    Set<TcpSocket> sockets = new LinkedHashSet<>();
    read(TCP, sockets);
    // A kernel without IPv6 has no second table.
    if (Files.exists(TCP6)) {
      read(TCP6, sockets);
    }
    return List.copyOf(sockets);
  }

  /** Returns an address and a port as the table writes them; IPv4 in the form of IPv6. */
  public static String remote(InetAddress address, int port) {
    byte[] bytes = address.getAddress();
    StringBuilder text = new StringBuilder(bytes.length == IPV4_BYTES ? IPV4_MAPPED : "");
    for (int word = 0; word < bytes.length; word += IPV4_BYTES) {
      // Each word is in the processor's byte order, which is little-endian wherever Homeroom runs.
      for (int i = IPV4_BYTES - 1; i >= 0; i--) {
        text.append("%02X".formatted(bytes[word + i]));
      }
    }
    return text.append(":%04X".formatted(port)).toString();
  }

  private static void read(Path table, Set<TcpSocket> into) throws IOException {
    try (Stream<String> lines = Files.lines(table, StandardCharsets.US_ASCII)) {
      lines
          .skip(1)
          .map(line -> line.strip().split(" +", -1))
          .filter(columns -> columns.length > INODE)
          .forEach(columns -> into.add(socket(columns)));
    }
  }

  private static TcpSocket socket(String[] columns) {
    String local = columns[LOCAL_ADDRESS];
    String remote = columns[REMOTE_ADDRESS].toUpperCase(Locale.ROOT);
    boolean isIpv4 = remote.indexOf(':') == 2 * IPV4_BYTES;
    return new TcpSocket(
        Integer.parseInt(local.substring(local.indexOf(':') + 1), 16),
        isIpv4 ? IPV4_MAPPED + remote : remote,
        // The numbers of the kernel's net/tcp_states.h.
        switch (columns[STATE]) {
          case "01" -> TcpState.ESTABLISHED;
          case "0A" -> TcpState.LISTENING;
          default -> TcpState.OTHER;
        },
        columns[INODE]);
  }
}
