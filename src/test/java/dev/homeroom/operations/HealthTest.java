package dev.homeroom.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.homeroom.auth.DenyWhenAway;
import dev.homeroom.cache.CacheState;
import dev.homeroom.cache.CacheStatus;
import dev.homeroom.cache.CacheStatus.Snapshot;
import dev.homeroom.cache.KnownGenerations;
import dev.homeroom.cache.MemoryUse;
import dev.homeroom.cache.StateChange;
import dev.homeroom.cache.failover.FailoverLimits;
import dev.homeroom.http.Json;
import dev.homeroom.http.ProblemException;
import dev.homeroom.http.ServerEnd;
import dev.homeroom.settings.Settings;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.SecurityContext;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Health and statistics from what is known: whoever would wait for the database, or ask it, finds
 * parts that refuse everything but the flags.
 */
class HealthTest {
  private static final Instant SINCE = Instant.parse("2026-11-20T10:00:00Z");

  private boolean away;
  private boolean recent = true;
  private boolean denied;
  private Instant now = SINCE.plusSeconds(5);
  private Snapshot cache = snapshot(CacheState.NOT_CONFIGURED);

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
  void ready_databaseAway_isUp_untilDenyRefuses_andAgainAfterIt() {
    ServerState state = state();
    assertThat(state.isReady()).isTrue();
    away = true;
    recent = false;
    assertThat(state.isReady()).isTrue();
    denied = true;
    assertThat(state.isReady()).isFalse();
    denied = false;
    assertThat(state.isReady()).isTrue();
  }

  @Test
  void cacheStats_databaseAway_answers200AndSaysSo_withoutLookingForACaller() throws IOException {
    away = true;

    assertThat(stats())
        .isEqualTo(
            "{\"type\":\"memory\",\"connected\":false,\"state\":\"NOT_CONFIGURED\","
                + "\"since\":\"2026-11-20T10:00:00.000Z\",\"state_changes\":4,"
                + "\"entries\":7,\"bytes\":5300,\"database_away\":true}");
  }

  @ParameterizedTest
  @EnumSource(CacheState.class)
  void cacheStats_everyState_beginWithTypeAndConnected(CacheState state) throws IOException {
    cache = snapshot(state);
    boolean redis = state == CacheState.REDIS;

    assertThat(stats())
        .startsWith(
            "{\"type\":\"%s\",\"connected\":%s,\"state\":\"%s\",\"since\":"
                .formatted(redis ? "redis" : "memory", redis, state));
  }

  @ParameterizedTest
  @CsvSource({
    "NOT_CONFIGURED, healthy, in-memory",
    "REDIS, healthy, redis",
    "DEGRADED, degraded, in-memory",
    "RECOVERING, degraded, in-memory",
    "FORCED_MEMORY, degraded, in-memory"
  })
  void detailed_everyState_is200(CacheState state, String status, String type) {
    cache = snapshot(state);

    DetailedHealthView view = health().now();

    assertThat(view.status()).isEqualTo(status);
    assertThat(DetailedHealth.httpStatus(view)).isEqualTo(200);
    String printed = text(Json.bytes(view.checks().cache()));
    String head = "{\"status\":\"%s\",\"type\":\"%s\",".formatted(status, type);
    if (state == CacheState.REDIS) {
      assertThat(printed).isEqualTo(head + "\"connected\":true}");
    } else {
      assertThat(printed).startsWith(head + "\"size\":7,\"message\":\"").endsWith(".\"}");
    }
  }

  @Test
  void detailed_redisAway_saysWhy() {
    cache = snapshot(CacheState.DEGRADED);

    assertThat(health().now().checks().cache().message())
        .isEqualTo("Redis is away (connection refused); memory answers.");
  }

  @Test
  void detailed_returnToRedisThatLastsTooLong_saysSo() {
    cache = snapshot(CacheState.RECOVERING);
    assertThat(health().now().checks().cache().message()).doesNotContain("longer");

    now = now.plusMillis(1);

    assertThat(health().now().checks().cache().message())
        .contains("longer than CACHE_FAILOVER_TIMEOUT");
  }

  @ParameterizedTest
  @EnumSource(CacheState.class)
  void detailed_databaseAway_isUnhealthyInEveryState(CacheState state) {
    cache = snapshot(state);
    away = true;

    DetailedHealthView view = health().now();

    assertThat(view.status()).isEqualTo("unhealthy");
    assertThat(DetailedHealth.httpStatus(view)).isEqualTo(503);
  }

  @ParameterizedTest
  @EnumSource(CacheState.class)
  void redis_everyState_isAvailableInOneOnly(CacheState state) {
    boolean redis = state == CacheState.REDIS;

    assertThat(text(Json.bytes(RedisHealthView.of(snapshot(state)))))
        .startsWith(
            "{\"redis_available\":%s,\"redis_status\":\"%s\",\"state\":\"%s\","
                    .formatted(redis, redis ? "connected" : "disconnected", state)
                + "\"since\":\"2026-11-20T10:00:00.000Z\",\"latency_ms\":0.42,"
                + "\"last_error\":\"connection refused\","
                + "\"next_probe\":\"2026-11-20T10:00:01.000Z\",\"history\":[{"
                + "\"at\":\"2026-11-20T09:00:00.000Z\",\"from\":\"REDIS\","
                + "\"to\":\"DEGRADED\",\"reason\":\"slow answers\"}");
  }

  @Test
  void redis_notConfigured_saysWhatIsNotKnownByNull() {
    Snapshot nothing =
        new Snapshot(
            CacheState.NOT_CONFIGURED,
            SINCE,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            List.of());

    assertThat(text(Json.bytes(RedisHealthView.of(nothing))))
        .isEqualTo(
            "{\"redis_available\":false,\"redis_status\":\"disconnected\","
                + "\"state\":\"NOT_CONFIGURED\",\"since\":\"2026-11-20T10:00:00.000Z\","
                + "\"latency_ms\":null,\"last_error\":null,\"next_probe\":null,"
                + "\"history\":[]}");
  }

  @Test
  void redis_longHistory_isTheLast20OldestFirst() {
    List<RedisHealthView.Change> history =
        RedisHealthView.of(snapshot(CacheState.DEGRADED)).history();

    assertThat(history).hasSize(20);
    assertThat(history.get(0).at()).isEqualTo(SINCE.minusSeconds(3600));
    assertThat(history.get(19).at()).isEqualTo(SINCE.minusSeconds(3600).plusSeconds(19));
  }

  @Test
  void redis_guarded_isRefusedWithoutTheToken() {
    HealthResource resource = new HealthResource();
    resource.state = state();
    resource.monitoring = new MonitoringAccess();
    resource.monitoring.config =
        MonitoringConfig.of(
            settings(
                Map.of(
                    "HOMEROOM_MONITORING",
                    "token",
                    "HOMEROOM_MONITORING_TOKEN",
                    "sixteen-letters-")));
    HttpHeaders none = header(null);
    HttpHeaders right = header("Bearer sixteen-letters-");
    SecurityContext nobody = nulls(SecurityContext.class);

    assertThatThrownBy(() -> resource.redis(none, nobody)).isInstanceOf(ProblemException.class);
    assertThatThrownBy(() -> resource.detailed(none, nobody)).isInstanceOf(ProblemException.class);
    assertThat(resource.redis(right, nobody).state()).isEqualTo(CacheState.NOT_CONFIGURED);
  }

  private String stats() throws IOException {
    CacheStatsServlet servlet = new CacheStatsServlet();
    servlet.state = state();
    servlet.monitoring = new MonitoringAccess();
    servlet.monitoring.config =
        MonitoringConfig.of(settings(Map.of("HOMEROOM_MONITORING", "open")));
    // No CallerFinder: who looked for a caller would fail.
    Answer answer = new Answer();
    servlet.doGet(request("Bearer some-token"), answer.response());
    assertThat(answer.called.get("setStatus")).isEqualTo(200);
    return text(answer.bytes.toByteArray());
  }

  /** 25 changes, of which the last 20 begin an hour ago. */
  private static Snapshot snapshot(CacheState state) {
    List<StateChange> history = new ArrayList<>();
    for (int i = -5; i < 20; i++) {
      history.add(
          new StateChange(
              SINCE.minusSeconds(3600).plusSeconds(i),
              CacheState.REDIS,
              CacheState.DEGRADED,
              "slow answers"));
    }
    return new Snapshot(
        state,
        SINCE,
        Optional.of("connection refused"),
        Optional.of(SINCE.plusSeconds(1)),
        Optional.of(0.4249),
        Optional.of("a".repeat(40)),
        history);
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private DetailedHealth health() {
    DetailedHealth health = new DetailedHealth();
    health.state = state();
    health.clock = Clock.fixed(now, ZoneOffset.UTC);
    health.limits = FailoverLimits.SHIPPED;
    health.config = MonitoringConfig.of(settings(Map.of()));
    return health;
  }

  private ServerState state() {
    ServerState state = new ServerState();
    state.end = new ServerEnd();
    state.generations =
        only(KnownGenerations.class, Map.of("databaseAway", () -> away, "isRecent", () -> recent));
    state.denyWhenAway =
        new DenyWhenAway() {
          @Override
          public boolean isOn() {
            return denied;
          }
        };
    state.memory = only(MemoryUse.class, Map.of("size", () -> 7L, "bytes", () -> 5_300L));
    state.cacheStatus =
        only(CacheStatus.class, Map.of("snapshot", () -> cache, "changes", () -> 4L));
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

  private static HttpHeaders header(@Nullable String authorization) {
    return (HttpHeaders)
        Proxy.newProxyInstance(
            HealthTest.class.getClassLoader(),
            new Class<?>[] {HttpHeaders.class},
            (proxy, method, arguments) -> authorization);
  }

  private static <T> T nulls(Class<T> type) {
    return type.cast(
        Proxy.newProxyInstance(
            HealthTest.class.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> null));
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
