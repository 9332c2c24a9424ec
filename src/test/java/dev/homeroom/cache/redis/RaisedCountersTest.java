package dev.homeroom.cache.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.homeroom.cache.spi.CommandCall;
import dev.homeroom.cache.spi.CommandReplay.Difference;
import dev.homeroom.cache.spi.CommandVerb;
import dev.homeroom.cache.spi.TierFailedException;
import dev.homeroom.testkit.Fault;
import dev.homeroom.testkit.RedisServer;
import dev.homeroom.testkit.TcpProxy;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Redis refuses a part of what is sent to it as one: what has run is not sent again. */
class RaisedCountersTest {
  private static final String FULL = "-OOM command not allowed when used memory > 'maxmemory'.\r\n";

  private RedisServer server;
  private TcpProxy proxy;
  private TestRedis redis;

  @BeforeEach
  void start() {
    server = RedisServer.started();
    proxy = TcpProxy.forRedis(server.port());
  }

  @AfterEach
  void stop() {
    redis.close();
    proxy.close();
    server.close();
  }

  private void connect(String userInfo) {
    String url = "redis://" + userInfo + "127.0.0.1:" + proxy.port();
    redis = new TestRedis.Plan(url).set("REDIS_POOL_SIZE", "1").build().connected();
  }

  private static List<Difference> differences(String... keys) {
    return Stream.of(keys)
        .map(key -> new Difference(key, 1, System.currentTimeMillis() + 100_000))
        .toList();
  }

  private void assertGetsItsOwnReply() {
    server.command("SET", "homeroom:c:text", "own");
    CommandCall get = CommandCall.of(CommandVerb.GET, "text");
    for (int i = 0; i < 10; i++) {
      assertThat(redis.commands().run(List.of(get)))
          .singleElement()
          .isEqualTo("own".getBytes(StandardCharsets.UTF_8));
    }
  }

  @Test
  void raiseThatAFullRedisRefuses_hasNotRun_andShiftsNoReply() {
    connect("");
    server.command("CONFIG", "SET", "maxmemory", "1");

    assertThatThrownBy(() -> redis.replay().raise(differences("a", "b")))
        .isInstanceOfSatisfying(
            TierFailedException.class, e -> assertThat(e.mayHaveRun()).isFalse());

    server.command("CONFIG", "SET", "maxmemory", "0");
    assertGetsItsOwnReply();
  }

  @Test
  void raiseThatRedisRefusesInTheMiddle_mayHaveRun_andShiftsNoReply() {
    connect("");
    proxy.add(Fault.replaceReply(FULL).to("INCRBY").nth(2));

    assertThatThrownBy(() -> redis.replay().raise(differences("a", "b", "c")))
        .isInstanceOfSatisfying(
            TierFailedException.class, e -> assertThat(e.mayHaveRun()).isTrue());

    assertThat(server.command("GET", "homeroom:c:a").text()).isEqualTo("1");
    assertGetsItsOwnReply();
  }

  @Test
  void commandThatRanWithoutItsTransaction_mayHaveRun() {
    server.command(
        "ACL", "SETUSER", "homeroom", "on", ">p", "~homeroom:*", "&*", "+@all", "-multi");
    connect("homeroom:p@");
    CommandCall incr =
        CommandCall.of(CommandVerb.INCRBY, "count", "1".getBytes(StandardCharsets.UTF_8));

    assertThatThrownBy(() -> redis.commands().run(List.of(incr.living(100_000))))
        .isInstanceOfSatisfying(
            TierFailedException.class, e -> assertThat(e.mayHaveRun()).isTrue());

    assertThat(server.command("GET", "homeroom:c:count").text()).isEqualTo("1");
    assertGetsItsOwnReply();
  }
}
