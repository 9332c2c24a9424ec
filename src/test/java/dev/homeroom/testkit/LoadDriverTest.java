package dev.homeroom.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The load driver counts from the intended start, and sees what a client would. */
class LoadDriverTest {
  static {
    // Its header and body are two packets: without this the second waits 40 ms for the first's ACK.
    System.setProperty("sun.net.httpserver.nodelay", "true");
  }

  private final ExecutorService threads = Executors.newCachedThreadPool();
  private HttpServer server;
  private volatile CountDownLatch gate = new CountDownLatch(0);

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
    server.setExecutor(threads);
    server.createContext("/known", exchange -> answer(exchange, 200, "{\"source\":\"redis\"}"));
    server.createContext("/chunked", exchange -> answer(exchange, 200, null));
    server.createContext("/none", exchange -> answer(exchange, 503, "{}"));
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
    threads.shutdownNow();
  }

  private void answer(HttpExchange exchange, int status, String body) throws IOException {
    try (exchange) {
      gate.await();
      byte[] bytes = (body == null ? "{\"source\": \"database\"}" : body).getBytes(UTF_8);
      exchange.sendResponseHeaders(status, body == null ? 0 : bytes.length);
      exchange.getResponseBody().write(bytes);
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }

  @Test
  void asFastAsItAnswers_allSucceed_tagsAreDrawn() {
    LoadResult result =
        answers(30, driver(4, "/known", "/chunked").tag(LoadDriver.member("source")));

    assertThat(result.count()).isGreaterThanOrEqualTo(30);
    assertThat(result.failures()).isEmpty();
    assertThat(result.tags()).containsOnlyKeys("database", "redis");
    assertThat(result.p50()).isPositive().isLessThanOrEqualTo(result.p99());
    assertThat(result.p999()).isLessThanOrEqualTo(result.max());
    assertThat(result.perSecond()).isPositive();
  }

  @Test
  void rate_isKept() {
    LoadResult result = driver(4, "/known").rate(200).run(Duration.ofMillis(500));

    assertThat(result.count()).isEqualTo(100);
    assertThat(result.samples().get(99).intendedNanos()).isEqualTo(495_000_000);
  }

  @Test
  void serverHangs_allThatWereToStartMeanwhileAreSlow_evenWithoutAConnection() {
    LoadDriver.Run run = driver(2, "/known").rate(100).start("before");
    run.awaitAnswers(10);
    gate = new CountDownLatch(1);
    run.phase("hangs");
    LockSupport.parkNanos(Duration.ofMillis(400).toNanos());
    gate.countDown();
    run.phase("after");
    run.awaitAnswers(50);
    LoadResult result = run.stop();

    assertThat(result.in("hangs").slowerThan(Duration.ofMillis(100)))
        .as("of 40 or more, those of all but the last 100 ms")
        .hasSizeGreaterThan(25);
    assertThat(result.max()).isGreaterThan(Duration.ofMillis(350));
    assertThat(result.failed()).isZero();
    assertThat(result.in("before").count()).isPositive();
    assertThat(result.in("after").count()).isPositive();
  }

  @Test
  void otherStatus_refusedBody_andNoServer_areFailures() {
    assertThat(answers(1, driver(1, "/none")).failures())
        .isNotEmpty()
        .allMatch(sample -> sample.problem().equals("status 503"));
    assertThat(answers(1, driver(1, "/none").expect(status -> status == 503)))
        .matches(result -> result.failed() == 0);
    assertThat(
            answers(1, driver(1, "/known").check(body -> body.contains("redis") ? "of redis" : ""))
                .failures())
        .isNotEmpty()
        .allMatch(sample -> sample.problem().equals("of redis") && sample.status() == 200);
    server.stop(0);
    assertThat(answers(1, driver(1, "/known")).failures())
        .isNotEmpty()
        .allMatch(sample -> sample.status() == 0 && sample.problem().contains("Connect"));
  }

  /** Asks as fast as it is answered, until it has been so often, and returns what came of it. */
  private static LoadResult answers(int fewest, LoadDriver driver) {
    LoadDriver.Run run = driver.start("");
    run.awaitAnswers(fewest);
    return run.stop();
  }

  private LoadDriver driver(int connections, String... paths) {
    return new LoadDriver(server.getAddress().getPort(), connections)
        .ask(List.of(paths).stream().map(path -> LoadDriver.get(path, "")).toList());
  }
}
