package dev.homeroom.cache.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.homeroom.cache.CacheState;
import dev.homeroom.cache.spi.TierFailedException;
import dev.homeroom.testkit.Promised;
import dev.homeroom.testkit.RedisServer;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** A name server that does not answer delays no start and no request. */
class SilentNameServerTest {
  /** Four look-ups may hang at once. */
  private static final int MOST_LOOKUPS = 4;

  private final CountDownLatch answers = new CountDownLatch(1);
  private final AtomicInteger asked = new AtomicInteger();

  private InetAddress[] silent(String host) throws UnknownHostException {
    asked.incrementAndGet();
    try {
      answers.await();
    } catch (InterruptedException e) {
      throw new UnknownHostException(host);
    }
    return new InetAddress[] {InetAddress.getLoopbackAddress()};
  }

  @Test
  void silentNameServer_holdsUpNobody_andRedisIsUsedOnceItAnswers() {
    try (RedisServer server = RedisServer.started()) {
      long begun = System.nanoTime();
      try (WholeRoom room =
          new WholeRoom(
                  new TestRedis.Plan("redis://redis.example:" + server.port())
                      .resolver(this::silent))
              .start()) {
        // The start waits for its first probe half a second, and for nothing else: not for the
        // name server, which answers only below.
        assertThat(Duration.ofNanos(System.nanoTime() - begun))
            .isLessThan(Promised.within(Duration.ofSeconds(2)));
        assertThat(room.state()).isEqualTo(CacheState.DEGRADED);
        RedisTierTest.await(() -> room.failedProbes() > 2 * MOST_LOOKUPS);
        RedisTierTest.await(() -> asked.get() >= MOST_LOOKUPS);
        int probes = room.failedProbes();
        RedisTierTest.await(() -> room.failedProbes() > probes + MOST_LOOKUPS);
        assertThat(asked).hasValue(MOST_LOOKUPS);
        assertThat(room.threads()).isLessThanOrEqualTo(MOST_LOOKUPS + WholeRoom.THREADS);
        for (int i = 0; i < 1_000; i++) {
          assertThatThrownBy(() -> room.numbered().get(1))
              .isInstanceOf(TierFailedException.class)
              .hasMessageContaining("not in use");
        }
        answers.countDown();
        room.await(CacheState.REDIS);
        room.numbered().put(1);
        assertThat(room.numbered().get(1)).isEqualTo("1");
        room.awaitThreads();
      }
    }
  }
}
