package dev.homeroom.operations;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@EnabledOnOs(OS.LINUX)
class OwnSocketsTest {
  @Test
  void listensOn_ownPort_untilItIsClosed() throws IOException {
    int port;
    try (ServerSocket own = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = own.getLocalPort();
      assertThat(OwnSockets.listensOn(port)).isTrue();
    }
    assertThat(OwnSockets.listensOn(port)).isFalse();
  }
}
