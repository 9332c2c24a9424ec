package dev.homeroom.cache.redis;

import dev.homeroom.cache.Region;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import redis.clients.jedis.Jedis;

/**
 * Inside of Liberty, one thread: reads a key through the gate, with its interceptors, and through
 * raw Jedis on the same address, in turn. Answers with the median of each, in nanoseconds.
 */
@WebServlet("/bench/gate")
public class GateServlet extends HttpServlet {
  private static final long serialVersionUID = 1;
  private static final byte[] KEY = "bench:gate".getBytes(StandardCharsets.UTF_8);

  @Inject transient GuardedGate gate;
  @Inject transient RedisAttempt attempt;

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    int port = Integer.parseInt(request.getParameter("port"));
    int calls = Integer.parseInt(request.getParameter("calls"));
    long[] raw = new long[calls];
    long[] plain = new long[calls];
    long[] gated = new long[calls];
    try (Jedis jedis = new Jedis("127.0.0.1", port)) {
      jedis.set(KEY, "x".repeat(1_000).getBytes(StandardCharsets.UTF_8));
      for (int i = 0; i < calls; i++) {
        long begun = System.nanoTime();
        List<byte[]> values = jedis.mget(KEY);
        raw[i] = System.nanoTime() - begun;
        require(values.get(0).length == 1_000);
        begun = System.nanoTime();
        Reply alone = attempt.run(read(), soon());
        plain[i] = System.nanoTime() - begun;
        require(Integer.valueOf(1_000).equals(alone.value()));
        begun = System.nanoTime();
        Reply reply = gate.call(read(), soon());
        gated[i] = System.nanoTime() - begun;
        require(Integer.valueOf(1_000).equals(reply.value()));
      }
    }
    response.setContentType("text/plain");
    response
        .getWriter()
        .printf(Locale.ROOT, "%d %d %d", median(raw), median(plain), median(gated));
  }

  private static Command<Integer> read() {
    return Commands.mget(
        List.of(KEY), 0, Region.DEFAULT_MAX_BYTES, place -> {}, values -> values.get(0).length);
  }

  private static Deadline soon() {
    return Deadline.in(Duration.ofSeconds(2), System::nanoTime);
  }

  private static void require(boolean right) {
    if (!right) {
      throw new IllegalStateException("a wrong value");
    }
  }

  private static long median(long[] nanos) {
    Arrays.sort(nanos);
    return nanos[nanos.length / 2];
  }
}
