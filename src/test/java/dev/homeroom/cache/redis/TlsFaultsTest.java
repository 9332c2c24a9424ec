package dev.homeroom.cache.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.homeroom.cache.CacheState;
import dev.homeroom.testkit.Certificates;
import dev.homeroom.testkit.LogCapture;
import dev.homeroom.testkit.RedisServer;
import dev.homeroom.testkit.TlsFront;
import java.nio.file.Path;
import java.time.Duration;
import java.util.logging.Level;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** TLS to Redis: a bad certificate is refused, and nothing is ever said unencrypted. */
class TlsFaultsTest {
  private static final String OURS = "-ext san=ip:127.0.0.1 -validity 30";

  /** One that knows no TLS lets each probe wait for so long. */
  private static final Duration REPLY = Duration.ofSeconds(2);

  @TempDir static Path directory;
  private static Certificates certificates;
  private static RedisServer server;

  @BeforeAll
  static void start() {
    certificates = new Certificates(directory);
    server = RedisServer.started();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static WholeRoom room(int port) {
    return new WholeRoom(
            new TestRedis.Plan("rediss://127.0.0.1:" + port)
                .waits(REPLY, REPLY)
                .set("REDIS_TLS_CA", certificates.authority().toString()))
        .start();
  }

  @Test
  void certificate_ofTheAuthorityForThisHost_isUsed() {
    try (TlsFront front = new TlsFront(certificates.signed(OURS), server.port());
        WholeRoom room = room(front.port())) {
      room.await(CacheState.REDIS);
      room.numbered().put(1);
      assertThat(room.numbered().get(1)).isEqualTo("1");
      assertThat(front.passed()).isPositive();
    }
  }

  @Test
  void certificate_ofAnUnknownAuthority_isRefused() {
    refused(certificates.selfSigned(), "TLS refused: its certificate is of no authority we trust");
  }

  @Test
  void certificate_forAnotherHost_isRefused() {
    refused(
        certificates.signed("-ext san=ip:127.0.0.2,dns:localhost -validity 30"),
        "TLS refused: its certificate is for another host");
  }

  @Test
  void certificate_thatHasExpired_isRefused() {
    refused(
        certificates.signed("-ext san=ip:127.0.0.1 -startdate -10d -validity 5"),
        "TLS refused: its certificate has expired");
  }

  private static void refused(SSLContext shown, String reason) {
    try (LogCapture log = new LogCapture("dev.homeroom");
        TlsFront front = new TlsFront(shown, server.port());
        WholeRoom room = room(front.port())) {
      RedisTierTest.await(() -> front.refused() >= 3);
      assertThat(room.state()).isEqualTo(CacheState.DEGRADED);
      assertThat(front.passed()).as("connections that said anything").isZero();
      assertStartsDegraded(log, reason);
    }
  }

  @Test
  void serverWithoutTls_isRefused_andNeverSpokenToInPlainText() {
    try (LogCapture log = new LogCapture("dev.homeroom");
        var monitor = server.monitor();
        WholeRoom room = room(server.port())) {
      int connections = Integer.parseInt(server.info("total_connections_received"));
      RedisTierTest.await(
          () -> Integer.parseInt(server.info("total_connections_received")) > connections + 2);
      assertThat(room.state()).isEqualTo(CacheState.DEGRADED);
      server.command("ECHO", "the end");
      monitor.await("the end");
      assertThat(monitor.lines()).noneMatch(line -> line.contains("homeroom"));
      // A Redis waits for the end of what it takes for a command, or calls it unknown.
      assertStartsDegraded(log, "");
    }
  }

  private static void assertStartsDegraded(LogCapture log, String reason) {
    assertThat(log.linesFrom(Level.INFO))
        .singleElement()
        .asString()
        .contains("Cache starts DEGRADED", "Redis client error: " + reason);
  }
}
