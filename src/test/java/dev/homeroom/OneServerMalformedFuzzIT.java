package dev.homeroom;

import static org.assertj.core.api.Assertions.assertThat;

import dev.homeroom.testkit.Attendance;
import dev.homeroom.testkit.DemoServer;
import dev.homeroom.testkit.OnDemoServer;
import dev.homeroom.testkit.ServerLogs;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Requests of which nobody thought: never a mistake of ours, and no word of them in a log. */
@OnDemoServer
class OneServerMalformedFuzzIT {
  @RegisterExtension static final DemoServer DEMO = new DemoServer();

  private static final long SEED = 20_261_126L;
  private static final int REQUESTS = 10_000;
  private static final int THREADS = 4;
  private static final int LONGEST_WAIT_MILLIS = 30_000;

  /** In each query and each header that a request begins with. */
  private static final String CANARY = "SECRETQ";

  /** Liberty answers a version that HTTP does not have with 505, and some methods with 501. */
  private static final String OURS = "HTTP/1.1 5(?!01|05)";

  private static final List<String> PIECES =
      List.of(
          "%",
          "%zz",
          "%00",
          "%2F",
          "%5C",
          "%C3%28",
          "%ED%A0%BD",
          "{",
          "}",
          "|",
          "^",
          "\"",
          "<",
          ">",
          "\\",
          "`",
          " ",
          "\t",
          "\r",
          "\n",
          "\r\n",
          "\r\n\r\n",
          "\u0000",
          "\u0001",
          "\u007f",
          "\u00ff",
          "\u00c3\u00a9",
          ";",
          "..",
          "/../",
          "//",
          "?",
          "#",
          "&",
          "=",
          ":",
          "@",
          "[",
          "]",
          "*",
          "+",
          "$",
          "HTTP/1.1",
          "HTTP/9.9",
          "Host: b\r\n",
          "Host: x/api/health?\r\n",
          "Content-Length: 3\r\n",
          "Content-Length: x\r\n",
          "Content-Length: 99999\r\n",
          "Transfer-Encoding: chunked\r\n",
          "Transfer-Encoding: x\r\n",
          "Content-Encoding: gzip\r\n",
          "Content-Type: x\r\n",
          "Content-Type: ;;\r\n",
          "Accept: ;;\r\n",
          "Accept-Language: ;q=x\r\n",
          "Cookie: \u00ff=;;\r\n",
          "Authorization: Bearer " + CANARY + "\r\n",
          "If-Match: \"\r\n",
          "If-None-Match: \u0000\r\n",
          "Expect: x\r\n",
          "Expect: 100-continue\r\n",
          "Connection: upgrade\r\n",
          "Upgrade: h2c\r\n",
          "X-Forwarded-Host: a b\r\n",
          "Forwarded: host=\"\r\n",
          "X: " + "a".repeat(8_200),
          "a".repeat(4_200),
          "&a=1&a=2",
          "0\r\n\r\n",
          "zz\r\n",
          "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n");

  @Test
  void malformedRequests_neverGetA5xx_andLeaveNoWordInTheLogs() throws Exception {
    List<byte[]> seeds = seeds();
    ServerLogs logs = ServerLogs.of(DEMO.server());
    Map<String, Integer> answers = new ConcurrentSkipListMap<>();
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try {
      List<Future<?>> parts = new ArrayList<>();
      for (int i = 0; i < THREADS; i++) {
        Random random = new Random(SEED + i);
        parts.add(threads.submit(() -> part(seeds, random, answers)));
      }
      for (Future<?> part : parts) {
        part.get();
      }
    } catch (ExecutionException e) {
      throw new AssertionError(e.getCause());
    } finally {
      threads.shutdown();
    }
    System.out.println("malformed: " + new TreeMap<>(answers));
    assertThat(answers).containsKeys("200", "400", "401", "405");
    assertThat(logs.since()).doesNotContain(CANARY, "\tat ", "Exception", "eyJ");
    assertThat(DEMO.client().get("/api/auth/me", DEMO.client().login("teacher")).status())
        .isEqualTo(200);
  }

  private static List<byte[]> seeds() throws Exception {
    Attendance attendance = new Attendance(DEMO.database());
    String token = DEMO.client().login("teacher");
    String head = "HTTP/1.1\r\nHost: localhost\r\nX-Note: " + CANARY + "\r\n";
    String who = "Authorization: Bearer " + token + "\r\n";
    String body = attendance.body("late");
    String json = "Content-Type: application/json\r\nContent-Length: ";
    String put = "PUT " + attendance.path() + "?a=" + CANARY + " " + head + who + json;
    String logout = "POST /api/auth/logout?a=" + CANARY + " " + head + "Content-Length: 0\r\n\r\n";
    return List.of(
        bytes("GET /api/dashboards/me?refresh=false&a=" + CANARY + " " + head + who + "\r\n"),
        bytes("GET /api/auth/jwks?" + CANARY + " " + head + "\r\n"),
        bytes("GET /nothing/here?" + CANARY + "=1 " + head + "\r\n"),
        bytes(put + body.length() + "\r\n\r\n" + body),
        bytes("POST /api/auth/login?a=" + CANARY + " " + head + json + "2\r\n\r\n{}"),
        bytes(logout));
  }

  private static void part(List<byte[]> seeds, Random random, Map<String, Integer> answers) {
    for (int i = 0; i < REQUESTS / THREADS; i++) {
      byte[] request = seeds.get(random.nextInt(seeds.size()));
      int changes = 1 + random.nextInt(3);
      for (int change = 0; change < changes; change++) {
        request = changed(request, random);
      }
      byte[] sent = request;
      String answer = answer(sent);
      assertThat(answer)
          .as(() -> "answer to " + new String(sent, StandardCharsets.ISO_8859_1))
          .doesNotContain("\tat ", "java.lang")
          .doesNotContainPattern(OURS);
      answers.merge(
          answer.startsWith("HTTP/") ? answer.substring(9, 12) : "closed", 1, Integer::sum);
    }
  }

  /** Sends all, says that nothing more will come, and reads until the server closes. */
  private static String answer(byte[] request) {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), DemoServer.PORT)) {
      socket.setSoTimeout(LONGEST_WAIT_MILLIS);
      socket.getOutputStream().write(request);
      socket.shutdownOutput();
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
    } catch (java.net.SocketTimeoutException e) {
      throw new AssertionError("no end to: " + new String(request, StandardCharsets.ISO_8859_1), e);
    } catch (IOException e) {
      // Cut before all was read.
      return "";
    }
  }

  private static byte[] changed(byte[] request, Random random) {
    // Most changes go into the head: it is what this is about.
    int reach = random.nextInt(4) == 0 ? request.length : Math.min(request.length, 200);
    int at = random.nextInt(reach + 1);
    int until = Math.min(request.length, at + 1 + random.nextInt(6));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(request, 0, at);
    switch (random.nextInt(4)) {
      case 0 -> out.write(request, until, request.length - until);
      case 1 -> {
        out.write(random.nextInt(256));
        out.write(request, until, request.length - until);
      }
      default -> {
        out.writeBytes(bytes(PIECES.get(random.nextInt(PIECES.size()))));
        out.write(request, at, request.length - at);
      }
    }
    return out.toByteArray();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }
}
