package dev.homeroom.cache.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.homeroom.cache.CacheState;
import dev.homeroom.testkit.RedisServer;
import dev.homeroom.testkit.TcpProxy;
import org.junit.jupiter.api.Test;

/** A Redis that is another one, so soon that no call fails: only its run id tells. */
class RestartTest {
  @Test
  void anotherRedisBehindTheSameAddress_noCallFails_isAnotherRunSoon() {
    try (RedisServer first = RedisServer.started();
        RedisServer second = RedisServer.started();
        TcpProxy proxy = TcpProxy.forRedis(first.port());
        WholeRoom room =
            new WholeRoom(new TestRedis.Plan("redis://127.0.0.1:" + proxy.port())).start()) {
      room.await(CacheState.REDIS);
      RedisTierTest.await(room.redis()::isListening);
      room.numbered().put(1);

      proxy.leadTo(second.port());
      proxy.cut(open -> true);
      room.numbered().put(1);
      RedisTierTest.await(() -> room.run() == 2);
      assertThat(room.numbered().get(1)).isEqualTo("1");
      assertThat(room.changes()).as("changes of state").isEqualTo(1);
    }
  }
}
