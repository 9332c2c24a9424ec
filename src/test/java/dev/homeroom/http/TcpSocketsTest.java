package dev.homeroom.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.homeroom.http.TcpSockets.TcpSocket;
import dev.homeroom.http.TcpSockets.TcpState;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The kernel's table of sockets, against sockets of this process. */
class TcpSocketsTest {
  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "::1"})
  @EnabledOnOs(OS.LINUX)
  void socket_isEstablished_untilTheOtherSideEnds(String address) throws IOException {
    InetAddress host = InetAddress.getByName(address);
    try (ServerSocket server = new ServerSocket(0, 1, host);
        // Bound to a port first: the kernel shares a port it chooses at connect with connections to
        // other servers, and a remote address may then be in the table twice.
        Socket caller = new Socket(host, server.getLocalPort(), host, 0);
        Socket accepted = server.accept()) {
      String remote = TcpSockets.remote(accepted.getInetAddress(), accepted.getPort());
      assertThat(states(server.getLocalPort(), remote)).containsExactly(TcpState.ESTABLISHED);
      assertThat(EstablishedConnections.remotes()).contains(remote);
      assertThat(listening(server.getLocalPort())).isNotEmpty();

      caller.shutdownOutput();

      assertThat(accepted.getInputStream().read()).isEqualTo(-1);
      assertThat(states(server.getLocalPort(), remote)).containsExactly(TcpState.OTHER);
      assertThat(EstablishedConnections.remotes()).doesNotContain(remote);
    }
  }

  @Test
  void remote_writesIpv4AsIpv6HasIt() throws IOException {
    assertThat(TcpSockets.remote(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), 80))
        .isEqualTo("0000000000000000FFFF00000100007F:0050");
    assertThat(TcpSockets.remote(InetAddress.getByName("2001:db8::1"), 65_535))
        .isEqualTo("B80D0120000000000000000001000000:FFFF");
  }

  /** By both ends: the other side may have used its port to reach somebody else just before. */
  private static List<TcpState> states(int port, String remote) throws IOException {
    return TcpSockets.list().stream()
        .filter(socket -> socket.localPort() == port && socket.remote().equals(remote))
        .map(TcpSocket::state)
        .toList();
  }

  private static List<TcpSocket> listening(int port) throws IOException {
    return TcpSockets.list().stream()
        .filter(socket -> socket.localPort() == port && socket.state() == TcpState.LISTENING)
        .toList();
  }
}
