package dev.homeroom.cache.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.homeroom.cache.spi.CommandCall;
import dev.homeroom.cache.spi.CommandVerb;
import dev.homeroom.cache.spi.TierFailedException;
import dev.homeroom.testkit.Fault;
import dev.homeroom.testkit.RedisServer;
import dev.homeroom.testkit.TcpProxy;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The reply to a command is lost: only one that may be sent twice is sent again. */
class CommandRetriesTest {
  private static RedisServer server;
  private TcpProxy proxy;
  private TestRedis redis;

  @BeforeAll
  static void start() {
    server = RedisServer.started();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @BeforeEach
  void connect() {
    server.command("FLUSHALL");
    proxy = TcpProxy.forRedis(server.port());
    redis = new TestRedis.Plan("redis://127.0.0.1:" + proxy.port()).build().connected();
  }

  @AfterEach
  void close() {
    redis.close();
    proxy.close();
  }

  private static CommandCall call(CommandVerb verb) {
    byte[][] words =
        switch (verb) {
          case GET, MGET, DEL, EXISTS, PTTL, HGETALL, LPOP, RPOP, LLEN -> words();
          case SET, LPUSH, RPUSH -> words("value");
          case PEXPIRE -> words("100000");
          case INCRBY -> words("1");
          case HGET, HDEL, HEXISTS -> words("field");
          case HSET -> words("field", "value");
          case HINCRBY -> words("field", "1");
          case LRANGE -> words("0", "-1");
        };
    return CommandCall.of(verb, "key", words);
  }

  private static byte[][] words(String... words) {
    return Stream.of(words)
        .map(word -> word.getBytes(StandardCharsets.UTF_8))
        .toArray(byte[][]::new);
  }

  private void loseTheReplyTo(CommandCall call, String name) {
    // A connection is open before, so that the command is not the first one on it.
    redis.commands().run(List.of(CommandCall.of(CommandVerb.PTTL, "other")));
    Fault lost = proxy.add(Fault.cutReplyAt(0).to(name).once());
    int before = proxy.commands(name);
    if (isRepeatable(call.verb())) {
      redis.commands().run(List.of(call));
      assertThat(proxy.commands(name) - before).isEqualTo(2);
    } else {
      assertThatThrownBy(() -> redis.commands().run(List.of(call)))
          .isInstanceOfSatisfying(
              TierFailedException.class, e -> assertThat(e.mayHaveRun()).isTrue());
      assertThat(proxy.commands(name) - before).isOne();
    }
    assertThat(lost.applied()).isOne();
  }

  /** By hand, beside the code's own rule. */
  private static boolean isRepeatable(CommandVerb verb) {
    return switch (verb) {
      case GET, MGET, SET, EXISTS, PTTL, HGET, HEXISTS, HGETALL, LLEN, LRANGE -> true;
      case DEL, PEXPIRE, INCRBY, HSET, HDEL, HINCRBY, LPUSH, RPUSH, LPOP, RPOP -> false;
    };
  }

  @ParameterizedTest
  @EnumSource(CommandVerb.class)
  void replyLost_onlyWhatMayRunTwice_isSentAgain(CommandVerb verb) {
    loseTheReplyTo(call(verb), verb.name());
  }

  @ParameterizedTest
  @EnumSource(names = {"INCRBY", "HSET", "HINCRBY", "LPUSH", "RPUSH"})
  void replyOfATransactionLost_itIsNotSentAgain(CommandVerb verb) {
    assertThat(verb.isCreating()).isTrue();
    loseTheReplyTo(call(verb).living(100_000), "EXEC");
  }

  @ParameterizedTest
  @EnumSource(CommandVerb.class)
  void replyLostInABatch_onlyABatchThatMayRunTwice_isSentAgain(CommandVerb verb) {
    List<CommandCall> batch = Arrays.asList(call(CommandVerb.GET), call(verb));
    Fault lost = proxy.add(Fault.cutReplyAt(0).to(verb.name()).once());
    int before = proxy.commands(verb.name());
    try {
      redis.commands().run(batch);
    } catch (TierFailedException e) {
      assertThat(e.mayHaveRun()).isTrue();
    }
    int least = verb == CommandVerb.GET ? 2 : 1;
    assertThat(proxy.commands(verb.name()) - before)
        .isEqualTo(isRepeatable(verb) ? 2 * least : least);
    assertThat(lost.applied()).isOne();
  }
}
