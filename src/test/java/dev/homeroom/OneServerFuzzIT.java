package dev.homeroom;

import static org.assertj.core.api.Assertions.assertThat;

import dev.homeroom.testkit.Attendance;
import dev.homeroom.testkit.Client;
import dev.homeroom.testkit.Client.Answer;
import dev.homeroom.testkit.DemoServer;
import dev.homeroom.testkit.OnDemoServer;
import dev.homeroom.testkit.Problems;
import java.io.ByteArrayOutputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Bodies that nobody thought of: never a mistake of ours, and nothing of the inside. */
@OnDemoServer
class OneServerFuzzIT {
  @RegisterExtension static final DemoServer DEMO = new DemoServer();

  private static final long SEED = 20_261_121L;
  private static final int BODIES = 1_000;

  private static final List<String> TOKENS =
      List.of(
          "null",
          "{",
          "}",
          "[",
          "]",
          "\"",
          ",",
          ":",
          "-0",
          "1e999",
          "1e-400",
          "9".repeat(45),
          "true",
          "\\u0000",
          "\\ud800",
          "\\x",
          "\u0000",
          "\u00e9",
          "\ufeff",
          "\"__proto__\":{}",
          "[[[[",
          "{\"a\":".repeat(40),
          "x".repeat(3_000),
          "//",
          "NaN",
          "'",
          "\n",
          "\"@type\":\"x\"");

  private final Random random = new Random(SEED);

  @Test
  void loginBodies_neverGetA500() {
    String seed = "{\"username\":\"fuzzed\",\"password\":\"wrong password\"}";
    Map<Integer, Integer> statuses = new TreeMap<>();
    for (int i = 0; i < BODIES; i++) {
      // From another address for every 30 bodies, which may all fail.
      send("POST", "/api/auth/login", seed, statuses, DemoServer.from("198.18.0." + i / 30));
    }
    System.out.println("fuzzed login: " + statuses);
    assertThat(statuses).containsKeys(400, 401, 429);
    assertThat(statuses.keySet()).isSubsetOf(400, 401, 429);
  }

  @Test
  void attendanceBodies_neverGetA500() throws Exception {
    Client client = DEMO.client();
    Attendance attendance = new Attendance(DEMO.database());
    String seed =
        attendance
            .body("late")
            .replace("\"late\",\"note\":null", "\"late\",\"note\":\"" + "Bus ".repeat(80) + '"');
    String[] headers = Client.with(client.login("teacher"));
    Map<Integer, Integer> statuses = new TreeMap<>();
    for (int i = 0; i < BODIES; i++) {
      send("PUT", attendance.path(), seed, statuses, headers);
    }
    System.out.println("fuzzed attendance: " + statuses);
    assertThat(statuses).containsKeys(200, 400);
    assertThat(statuses.keySet()).isSubsetOf(200, 400);
    assertThat(client.get(attendance.path(), headers[1].substring(7)).status()).isEqualTo(200);
  }

  private void send(
      String method, String path, String seed, Map<Integer, Integer> statuses, String... headers) {
    byte[] body = mutated(seed.getBytes(StandardCharsets.UTF_8));
    String[] typed =
        Stream.concat(Stream.of("Content-Type", "application/json"), Stream.of(headers))
            .toArray(String[]::new);
    Answer answer = DEMO.client().sendBody(method, path, BodyPublishers.ofByteArray(body), typed);
    assertThat(answer.status())
        .as(() -> "body " + new String(body, StandardCharsets.UTF_8) + ": " + answer.text())
        .isLessThan(500);
    if (answer.status() != 200) {
      Problems.require(answer, answer.status());
    }
    statuses.merge(answer.status(), 1, Integer::sum);
  }

  private byte[] mutated(byte[] seed) {
    byte[] body = seed;
    int changes = random.nextInt(4);
    for (int i = 0; i <= changes; i++) {
      body = once(body);
    }
    return body;
  }

  private byte[] once(byte[] body) {
    int from = random.nextInt(body.length + 1);
    int to = Math.min(body.length, from + random.nextInt(12));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(body, 0, from);
    switch (random.nextInt(6)) {
      case 0 -> out.write(body, to, body.length - to);
      case 1 ->
          out.writeBytes(
              TOKENS.get(random.nextInt(TOKENS.size())).getBytes(StandardCharsets.UTF_8));
      case 2 -> out.write(body, Math.max(0, from - 20), body.length - Math.max(0, from - 20));
      case 3 -> {
        out.write(random.nextInt(256));
        out.write(body, to, body.length - to);
      }
      case 4 -> {
        out.writeBytes(TOKENS.get(random.nextInt(TOKENS.size())).getBytes(StandardCharsets.UTF_8));
        out.write(body, from, body.length - from);
      }
      default -> {
        // One letter becomes another.
        int end = Math.min(body.length, from + 1);
        out.write(from < body.length ? body[from] ^ (1 << random.nextInt(7)) : ' ');
        out.write(body, end, body.length - end);
      }
    }
    return out.toByteArray();
  }
}
