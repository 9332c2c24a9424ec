package dev.homeroom.operations;

import static org.assertj.core.api.Assertions.assertThat;

import dev.homeroom.cache.KnownGenerations;
import dev.homeroom.cache.Settings;
import dev.homeroom.cache.Tier;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * Health and statistics from what is known: whoever would wait for the database, or ask it, finds
 * parts that refuse everything but the flags.
 */
class HealthTest {
  private boolean away;
  private boolean recent = true;

  @Test
  void detailed_databaseThere_is200Healthy() {
    DetailedHealthView view = health().now();

    assertThat(view.status()).isEqualTo("healthy");
    assertThat(view.checks().database().status()).isEqualTo("healthy");
    assertThat(view.checks().cache().type()).isEqualTo("in-memory");
    assertThat(view.checks().cache().size()).isEqualTo(7);
    assertThat(DetailedHealth.httpStatus(view)).isEqualTo(200);
  }

  @Test
  void detailed_databaseAway_is503Unhealthy_askingNobody() {
    DetailedHealth health = health();
    health.now();
    away = true;
    recent = false;

    DetailedHealthView view = health.now();

    assertThat(view.status()).isEqualTo("unhealthy");
    assertThat(view.checks().database().status()).isEqualTo("unhealthy");
    assertThat(view.checks().cache().status()).isEqualTo("healthy");
    assertThat(DetailedHealth.httpStatus(view)).isEqualTo(503);
  }

  @Test
  void detailed_neverRead_is503() {
    recent = false;
    assertThat(DetailedHealth.httpStatus(health().now())).isEqualTo(503);
  }

  @Test
  void cacheStats_databaseAway_answers200AndSaysSo_withoutLookingForACaller() throws IOException {
    away = true;
    CacheStatsServlet servlet = new CacheStatsServlet();
    servlet.state = state();
    servlet.monitoring = new Monitoring();
    servlet.monitoring.config =
        MonitoringConfig.of(settings(Map.of("HOMEROOM_MONITORING", "open")));
    // No CallerFinder: who looked for a caller would fail.
    Answer answer = new Answer();

    servlet.doGet(request("Bearer some-token"), answer.response());

    assertThat(answer.called.get("setStatus")).isEqualTo(200);
    assertThat(answer.bytes.toString(StandardCharsets.UTF_8))
        .isEqualTo(
            "{\"type\":\"memory\",\"connected\":false,\"entries\":7,\"database_away\":true}");
  }

  private DetailedHealth health() {
    DetailedHealth health = new DetailedHealth();
    health.state = state();
    health.clock = Clock.systemUTC();
    health.config = MonitoringConfig.of(settings(Map.of()));
    return health;
  }

  private ServerState state() {
    ServerState state = new ServerState();
    state.generations =
        only(KnownGenerations.class, Map.of("databaseAway", () -> away, "isRecent", () -> recent));
    state.memory = only(Tier.class, Map.of("size", () -> 7L));
    return state;
  }

  private static Settings settings(Map<String, String> values) {
    return new Settings(key -> Optional.ofNullable(values.get(key)));
  }

  private static HttpServletRequest request(String authorization) {
    return (HttpServletRequest)
        Proxy.newProxyInstance(
            HealthTest.class.getClassLoader(),
            new Class<?>[] {HttpServletRequest.class},
            (proxy, method, arguments) ->
                method.getName().equals("getHeader") && "Authorization".equals(arguments[0])
                    ? authorization
                    : null);
  }

  /** Answers some methods, and fails at all others. */
  private static <T> T only(Class<T> type, Map<String, java.util.function.Supplier<?>> known) {
    return type.cast(
        Proxy.newProxyInstance(
            HealthTest.class.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> {
              if (!known.containsKey(method.getName())) {
                throw new AssertionError("health asked for " + method.getName());
              }
              return known.get(method.getName()).get();
            }));
  }

  /** Keeps what a servlet answers. */
  private static final class Answer {
    private final Map<String, Object> called = new HashMap<>();
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    HttpServletResponse response() {
      return (HttpServletResponse)
          Proxy.newProxyInstance(
              HealthTest.class.getClassLoader(),
              new Class<?>[] {HttpServletResponse.class},
              (proxy, method, arguments) -> {
                if (method.getName().equals("getOutputStream")) {
                  return stream();
                }
                called.put(method.getName(), arguments[0]);
                return null;
              });
    }

    private ServletOutputStream stream() {
      return new ServletOutputStream() {
        @Override
        public void write(int oneByte) {
          bytes.write(oneByte);
        }

        @Override
        public boolean isReady() {
          return true;
        }

        @Override
        public void setWriteListener(WriteListener listener) {
          throw new IllegalStateException("not asynchronous");
        }
      };
    }
  }
}
