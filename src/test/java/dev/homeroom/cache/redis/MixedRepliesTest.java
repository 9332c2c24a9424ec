package dev.homeroom.cache.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.homeroom.cache.spi.TierFailedException;
import dev.homeroom.testkit.CountingRecorder;
import dev.homeroom.testkit.Fault;
import dev.homeroom.testkit.LogCapture;
import dev.homeroom.testkit.RedisServer;
import dev.homeroom.testkit.TcpProxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Level;
import org.junit.jupiter.api.Test;

/**
 * Replies that come twice, late or in another's turn: a reader gets its own key's value or none,
 * and a connection that is shifted ends.
 */
class MixedRepliesTest {
  private static final int KEYS = 50;
  private static final int THREADS = 4;
  private static final int READS = 20_000;
  private static final int CONNECTIONS = 5;

  /** Four times what ships, so that on a busy machine too only what the faults do is late. */
  private static final Duration REPLY = Duration.ofSeconds(1);

  private final AtomicInteger right = new AtomicInteger();
  private final AtomicInteger absent = new AtomicInteger();
  private final AtomicInteger failed = new AtomicInteger();
  private final Queue<String> wrong = new ConcurrentLinkedQueue<>();

  @Test
  void repliesDoubledSwappedAndLate_areNeverAnotherKeysValue_andEndTheirConnection()
      throws InterruptedException {
    CountingRecorder recorder = new CountingRecorder();
    KnownCells known = new KnownCells();
    try (RedisServer server = RedisServer.started();
        TcpProxy proxy = TcpProxy.forRedis(server.port());
        LogCapture log = new LogCapture("dev.homeroom");
        TestRedis redis =
            new TestRedis.Plan("redis://127.0.0.1:" + proxy.port())
                .waits(REPLY, REPLY)
                .recorder(recorder)
                .known(known)
                .build()
                .connected()) {
      Numbered numbered = new Numbered(redis.tier(), known);
      for (int key = 0; key < KEYS; key++) {
        numbered.put(key);
      }
      int connections = proxy.connections();
      Fault doubled = proxy.add(Fault.doubleReply().withProbability(0.01, 1).exceptListener());
      Fault swapped = proxy.add(Fault.swapReplies().withProbability(0.0005, 2).exceptListener());
      Fault late =
          proxy.add(
              Fault.delay(REPLY.plusMillis(100), Duration.ZERO, 3)
                  .withProbability(0.0005, 4)
                  .exceptListener());
      readInThreads(numbered);
      int ended = proxy.connections() - connections;
      proxy.heal();
      System.out.printf(
          "%d reads: %d right, %d absent, %d failed; %s, %s, %s; %d connections ended%n",
          READS, right.get(), absent.get(), failed.get(), doubled, swapped, late, ended);

      assertThat(wrong).isEmpty();
      assertThat(right.get()).isGreaterThan(READS / 2);
      assertThat(doubled.applied()).isGreaterThan(100);
      assertThat(swapped.applied()).isPositive();
      assertThat(late.applied()).isPositive();
      assertThat(recorder.of("KEY")).isPositive();
      assertThat(ended).isGreaterThan(100);
      assertThat(log.linesFrom(Level.WARNING)).singleElement().asString().contains("another key");
      assertNoneIsShifted(numbered);
    }
  }

  private void readInThreads(Numbered numbered) throws InterruptedException {
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < THREADS; i++) {
      Random random = new Random(i);
      Thread thread =
          new Thread(
              () -> {
                for (int read = 0; read < READS / THREADS; read++) {
                  read(numbered, random.nextInt(KEYS));
                }
              });
      thread.start();
      threads.add(thread);
    }
    for (Thread thread : threads) {
      thread.join();
    }
  }

  /** Reads a key, and writes it if it is not there, as a reader with a loader does. */
  private void read(Numbered numbered, int key) {
    try {
      String value = numbered.get(key);
      if (value == null) {
        absent.incrementAndGet();
        numbered.put(key);
      } else if (value.equals(Integer.toString(key))) {
        right.incrementAndGet();
      } else {
        wrong.add(key + " got " + value);
      }
    } catch (TierFailedException e) {
      failed.incrementAndGet();
    }
  }

  /** Whatever connection was still shifted is found by its next use; then each answers rightly. */
  private void assertNoneIsShifted(Numbered numbered) {
    for (int key = 0; key < CONNECTIONS; key++) {
      read(numbered, key);
    }
    int before = failed.get();
    for (int key = 0; key < KEYS; key++) {
      read(numbered, key);
    }
    assertThat(failed).hasValue(before);
    assertThat(wrong).isEmpty();
  }
}
