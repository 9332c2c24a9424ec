package dev.homeroom.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.homeroom.settings.InvalidSettingException;
import dev.homeroom.settings.Settings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a start looks at, ends with, and prints. */
class StartTest {
  @Test
  void tryToBind_takenPort_fails() throws IOException {
    try (ServerSocket taken = new ServerSocket()) {
      taken.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      ListenAddress address = new ListenAddress("127.0.0.1", taken.getLocalPort());

      assertThatThrownBy(() -> PortCheck.tryToBind(address)).isInstanceOf(IOException.class);
      assertThat(OwnSockets.listenOn(address.port()))
          .isEqualTo(Files.isDirectory(Path.of("/proc/self/fd")));
    }
    assertThat(OwnSockets.listenOn(1)).isFalse();
  }

  @Test
  void tryToBind_freePort_leavesItFree() throws IOException {
    int port;
    try (ServerSocket socket = new ServerSocket(0)) {
      port = socket.getLocalPort();
    }
    PortCheck.tryToBind(new ListenAddress("*", port));
    PortCheck.tryToBind(new ListenAddress("*", port));
  }

  @Test
  void line_knownFailures_sayWhatToDoInOneLine() {
    assertThat(
            StartFailure.line(
                new IllegalStateException("outer", new SQLException("x", "90020", 90020))))
        .contains("in use by another Homeroom")
        .contains("PostgreSQL");
    assertThat(StartFailure.line(new RuntimeException(new AccessDeniedException("/data"))))
        .contains("/data")
        .contains("HOMEROOM_DATA");
    assertThat(StartFailure.line(new InvalidSettingException("A_B", "5x", "1 to\n 2")))
        .isEqualTo("Setting A_B is \"5x\"; allowed is 1 to 2.");
    assertThat(StartFailure.line(new IllegalStateException("made", new IOException("why\n here"))))
        .isEqualTo("made Cause: why here");
  }

  /** Causes such as these tell nobody what was refused, or whose time is over. */
  @Test
  void line_databaseThatCannotBeReached_saysThatItIsTheDatabase() {
    Exception expired = new IOException("NotAfter: Fri Nov 27");
    SQLException tls = new SQLException("Could not connect to db.example.org", "08000", expired);
    assertThat(StartFailure.line(new RuntimeException(null, tls)))
        .isEqualTo(
            "the database cannot be used (settings DB_…): Could not connect to db.example.org"
                + " Cause: NotAfter: Fri Nov 27");
    assertThat(StartFailure.line(new RuntimeException(new SQLException("no password", "28P01"))))
        .isEqualTo("the database cannot be used (settings DB_…): no password");
    assertThat(StartFailure.line(new IllegalStateException("made", new SQLException("x", "42P01"))))
        .isEqualTo("made Cause: x");
  }

  @Test
  void address_badPort_namesTheKey() {
    assertThatThrownBy(() -> ListenAddress.of(settings(Map.of("HTTP_PORT", "70000"))))
        .isInstanceOf(InvalidSettingException.class)
        .hasMessageContaining("HTTP_PORT");
    assertThat(ListenAddress.of(settings(Map.of())).url()).isEqualTo("http://localhost:9080/");
    assertThat(ListenAddress.of(settings(Map.of("HTTP_HOST", "10.0.0.1"))).url())
        .isEqualTo("http://10.0.0.1:9080/");
  }

  @Test
  void lines_demo_tellsTheLogins_andWithoutItTheFirstPasswordOnly() {
    ListenAddress address = new ListenAddress("127.0.0.1", 9080);

    assertThat(
            String.join(
                "\n",
                StartBanner.lines(settings(Map.of("HOMEROOM_DEMO", "on")), address, List.of())))
        .contains("http://localhost:9080/", "teacher", "homeroom-demo-password");
    Map<String, String> own =
        Map.of("HOMEROOM_DEMO", "on", "HOMEROOM_DEMO_PASSWORD", "known to nobody else");
    assertThat(String.join("\n", StartBanner.lines(settings(own), address, List.of())))
        .contains("with the password of HOMEROOM_DEMO_PASSWORD")
        .doesNotContain("known to nobody else");
    assertThat(
            String.join(
                "\n", StartBanner.lines(settings(Map.of()), address, List.of("admin, once"))))
        .contains("admin", "once")
        .doesNotContain("homeroom-demo-password");
  }

  private static Settings settings(Map<String, String> values) {
    return new Settings(key -> Optional.ofNullable(values.get(key)));
  }
}
