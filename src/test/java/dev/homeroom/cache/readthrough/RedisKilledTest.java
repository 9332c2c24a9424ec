package dev.homeroom.cache.readthrough;

import static dev.homeroom.cache.readthrough.CacheFixture.key;
import static org.assertj.core.api.Assertions.assertThat;

import dev.homeroom.cache.readthrough.CacheFixture.Value;
import dev.homeroom.cache.redis.TestRedis;
import dev.homeroom.testkit.Fault;
import dev.homeroom.testkit.RedisServer;
import dev.homeroom.testkit.TcpProxy;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/** Redis dies under a crowd that asks for one cold key. */
class RedisKilledTest {
  private static final int THREADS = 1_000;

  @Test
  void getOrLoad_aThousandThreadsOnAColdKey_redisKilledInFlight_loadsOnce() throws Exception {
    try (CacheFixture at = new CacheFixture();
        RedisServer server = RedisServer.started();
        TcpProxy proxy = TcpProxy.forRedis(server.port());
        TestRedis redis =
            new TestRedis.Plan("redis://127.0.0.1:" + proxy.port())
                .known(at.generations)
                .build()
                .connected()) {
      ReadThrough cache =
          at.cache(
              CacheFixture.PATIENT,
              new Tiers(
                  at.memory,
                  redis.tier(),
                  new Sharing(() -> true, () -> 1, true, Runnable::run, Runnable::run),
                  at.recorder));
      // So that it is under way when Redis is killed, however long that takes.
      proxy.add(Fault.dropReplies().to("MGET"));
      AtomicInteger loads = new AtomicInteger();
      ConcurrentLinkedQueue<String> answers = new ConcurrentLinkedQueue<>();
      CountDownLatch go = new CountDownLatch(1);
      List<Thread> threads = new ArrayList<>();
      for (int i = 0; i < THREADS; i++) {
        Thread thread =
            new Thread(
                () -> {
                  CacheFixture.await(go);
                  answers.add(
                      cache
                          .getOrLoad(
                              key("1"), scope -> new Value("load " + loads.incrementAndGet()))
                          .value()
                          .text());
                });
        thread.start();
        threads.add(thread);
      }
      go.countDown();
      while (proxy.commands("MGET") == 0) {
        LockSupport.parkNanos(100_000);
      }
      server.kill();
      int inFlight = proxy.commands("MGET");
      for (Thread thread : threads) {
        thread.join();
      }
      assertThat(inFlight).isPositive();
      assertThat(at.recorder.of("ERROR")).isPositive();
      assertThat(loads).hasValue(1);
      assertThat(answers).hasSize(THREADS).containsOnly("load 1");
    }
  }
}
