package dev.homeroom.cache.failover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.homeroom.cache.CacheKey;
import dev.homeroom.cache.CacheState;
import dev.homeroom.cache.CacheTtl;
import dev.homeroom.cache.DataClass;
import dev.homeroom.cache.Region;
import dev.homeroom.cache.Scope;
import dev.homeroom.cache.redis.TestRedis;
import dev.homeroom.cache.spi.RedisProbe;
import dev.homeroom.cache.spi.TierFailure;
import dev.homeroom.testkit.RedisServer;
import dev.homeroom.testkit.TcpProxy;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** How DEGRADED is left, on a real Redis, beside two planted mistakes. */
class ProbeMistakesTest {
  private static final CacheKey<String> KEY =
      Region.of("probes", String.class, "probe:{}", DataClass.SHARED, CacheTtl.MEDIUM)
          .key(Scope.DISTRICT, "1");

  private static RedisServer server;

  private final StoppedTime time = new StoppedTime();

  @BeforeAll
  static void start() {
    server = RedisServer.started();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private ClockAndRandom clockAndRandom() {
    return new ClockAndRandom(time, time, () -> 0.5);
  }

  private StateMachine machine() {
    return new StateMachine(true, clockAndRandom(), FailoverLimits.SHIPPED, change -> {});
  }

  /** While DEGRADED Redis hears of the background probe, and of no request. */
  private void sendsNoRequestThere(StateMachine machine) {
    try (TcpProxy proxy = TcpProxy.forRedis(server.port());
        TestRedis redis =
            new TestRedis.Plan("redis://127.0.0.1:" + proxy.port())
                .circuit(machine)
                .build()
                .connected()) {
      assertThat(catchThrowable(() -> redis.tier().get(KEY))).isNotNull();
      connect(machine, redis.probe());
      assertThat(machine.state()).isEqualTo(CacheState.REDIS);
      redis.tier().get(KEY);
      int before = proxy.commands("MGET");
      assertThat(before).isPositive();
      machine.failed(new TierFailure(TierFailure.Weight.AT_ONCE, "connection refused"));
      int answered = 0;
      for (int i = 0; i < 100; i++) {
        time.pass(Duration.ofMillis(50));
        answered += catchThrowable(() -> redis.tier().get(KEY)) == null ? 1 : 0;
      }
      assertThat(answered).isZero();
      assertThat(proxy.commands("MGET")).isEqualTo(before);
    }
  }

  private void connect(StateMachine machine, RedisProbe probe) {
    for (int i = 0; i < 20 && machine.state() != CacheState.REDIS; i++) {
      time.pass(machine.untilNextProbe());
      if (machine.beginProbe()) {
        machine.probeEnded(probe.probe());
      }
    }
  }

  @Test
  void requests_whileDegraded_sendNothing() {
    sendsNoRequestThere(machine());
  }

  @Test
  void plantedMistake_halfOpenRequest_isFound() {
    AtomicInteger asked = new AtomicInteger();
    StateMachine halfOpen =
        new StateMachine(true, clockAndRandom(), FailoverLimits.SHIPPED, change -> {}) {
          @Override
          public boolean isClosed() {
            return super.isClosed() || asked.incrementAndGet() % 20 == 0;
          }
        };
    assertThatThrownBy(() -> sendsNoRequestThere(halfOpen)).isInstanceOf(AssertionError.class);
  }

  /** A Redis that answers reads and refuses writes is not used. */
  private void leavesAloneWhatTakesNoWrites(Function<TestRedis, RedisProbe> made) {
    try (TestRedis redis = new TestRedis.Plan(server.url()).build().connected()) {
      server.command("REPLICAOF", "127.0.0.1", "1");
      StateMachine machine = machine();
      connect(machine, made.apply(redis));
      assertThat(machine.state()).isEqualTo(CacheState.DEGRADED);
      server.command("REPLICAOF", "NO", "ONE");
      connect(machine, made.apply(redis));
      assertThat(machine.state()).isEqualTo(CacheState.REDIS);
    } finally {
      server.command("REPLICAOF", "NO", "ONE");
    }
  }

  @Test
  void readOnlyRedis_isNotConnected_untilItTakesWrites() {
    leavesAloneWhatTakesNoWrites(TestRedis::probe);
  }

  @Test
  void plantedMistake_recoveryWithoutAWriteProbe_isFound() {
    assertThatThrownBy(() -> leavesAloneWhatTakesNoWrites(redis -> new PingProbe()))
        .isInstanceOf(AssertionError.class);
  }

  /** Believes whoever answers PING. */
  private static final class PingProbe implements RedisProbe {
    @Override
    public boolean isConfigured() {
      return true;
    }

    @Override
    public Result probe() {
      boolean answered = server.command("PING").text().equals("PONG");
      return answered
          ? Result.good("", 1_000)
          : Result.failed(new TierFailure(TierFailure.Weight.AT_ONCE, "no PONG"));
    }
  }
}
