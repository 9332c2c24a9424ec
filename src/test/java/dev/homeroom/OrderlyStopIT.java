package dev.homeroom;

import static org.assertj.core.api.Assertions.assertThat;

import dev.homeroom.demo.DemoDatabase;
import dev.homeroom.testkit.Client;
import dev.homeroom.testkit.HttpConnection;
import dev.homeroom.testkit.LibertyServer;
import dev.homeroom.testkit.LoadDriver;
import dev.homeroom.testkit.LoadResult;
import dev.homeroom.testkit.Promised;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** An orderly stop, as systemd, Docker and an operator ask for it (FAULTS J3). */
@Order(2)
class OrderlyStopIT {
  private static final int PORT = 9401;
  private static final Duration LONGEST_STOP = Duration.ofSeconds(5);

  @Test
  void term_underLoad_isNotReadyFirst_answersWhatIsUnderWay_andEnds() throws Exception {
    try (LibertyServer server = server()) {
      Client client = new Client(server);
      server.awaitThat(() -> client.tryLogin("teacher", Client.DEMO_PASSWORD).status() == 200);
      Client.Answer login = client.tryLogin("teacher", Client.DEMO_PASSWORD);
      String teacher = login.json().path("access_token").asText();
      LoadDriver driver =
          new LoadDriver(PORT, 8)
              .ask(
                  List.of(
                      LoadDriver.get("/api/dashboards/me", teacher),
                      LoadDriver.get("/api/auth/me", teacher)))
              .rate(200);
      LoadDriver.Run run = driver.start("before");
      run.awaitAnswers(200);
      long begun = System.nanoTime();
      server.signal("TERM");
      run.phase("stopping");
      server.awaitThat(() -> readiness(client) == 503);
      run.phase("not ready");
      // A balancer that asks each half second: all of this is answered too, and leads elsewhere.
      run.awaitAnswers(100);
      LoadResult result = run.stop();
      assertThat(result.failures()).isEmpty();
      assertThat(result.in("not ready").count()).isPositive();
      try (HttpConnection connection = new HttpConnection(PORT, 5_000)) {
        byte[] me = LoadDriver.get("/api/auth/me", teacher).getBytes(StandardCharsets.UTF_8);
        HttpConnection.Answer late = connection.send(me, true);
        assertThat(late.status()).isEqualTo(200);
        assertThat(late.head()).containsIgnoringCase("Connection: close");
      }
      try (Socket slow = new Socket(InetAddress.getLoopbackAddress(), PORT)) {
        String refresh = login.json().path("refresh_token").asText();
        String body = "{\"refresh_token\":\"" + refresh + "\"}";
        beginRefresh(slow, body);
        // Again: the delay is over.
        server.signal("TERM");
        server.awaitThat(OrderlyStopIT::isClosed);
        slow.getOutputStream().write(body.substring(1).getBytes(StandardCharsets.UTF_8));
        String answer = new String(slow.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(answer).startsWith("HTTP/1.1 200").contains("access_token");
        // 128 + 15: ended by TERM, as every JVM.
        assertThat(server.awaitExit(Promised.within(LONGEST_STOP))).isEqualTo(143);
        if (Promised.areTimesJudged()) {
          assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(LONGEST_STOP);
        }
        assertThat(server.log()).contains("Homeroom stops: it is not ready any more");
      }
    }
  }

  private static LibertyServer server() {
    return new LibertyServer("orderly-stop", PORT)
        .on(DemoDatabase.postgres())
        .set("HOMEROOM_DEMO", "on")
        .set("HOMEROOM_ENVIRONMENT", "development")
        // Beside other work the load takes longer than the shipped second; the second TERM ends it.
        .set("HOMEROOM_STOP_DELAY", Promised.areTimesJudged() ? "1s" : "60s")
        .start();
  }

  /** Sends all of a refresh but its body's last bytes: it is under way until they come. */
  private static void beginRefresh(Socket socket, String body) throws IOException {
    String head =
        "POST /api/auth/refresh HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n"
            + "Content-Length: "
            + body.length()
            + "\r\n\r\n";
    socket.setSoTimeout((int) Promised.NEVER.toMillis());
    socket.getOutputStream().write((head + body.charAt(0)).getBytes(StandardCharsets.UTF_8));
  }

  private static int readiness(Client client) {
    return client.send("GET", "/health/ready", null).status();
  }

  private static boolean isClosed() {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), PORT)) {
      return !socket.isConnected();
    } catch (IOException e) {
      return true;
    }
  }
}
