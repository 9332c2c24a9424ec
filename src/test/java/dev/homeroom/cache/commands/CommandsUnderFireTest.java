package dev.homeroom.cache.commands;

import static org.assertj.core.api.Assertions.assertThat;

import dev.homeroom.cache.CacheState;
import dev.homeroom.testkit.Promised;
import dev.homeroom.testkit.RedisServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Writers of every command on two instances, while Redis is frozen or killed and comes back. */
class CommandsUnderFireTest {
  private static final int WRITERS = 3;
  private static final int OUTAGES = Integer.getInteger("commands.outages", 2);
  private static final Duration PATIENCE = Duration.ofMillis(400);

  @ParameterizedTest
  @CsvSource({"frozen", "killed"})
  void noOldValue_andNothingCountedTwice(String fault) throws InterruptedException {
    try (RedisServer redis = RedisServer.started();
        TestCommands one = new TestCommands(redis.url(), PATIENCE);
        TestCommands other = new TestCommands(redis.url(), PATIENCE)) {
      Promised.await(() -> one.state() == CacheState.REDIS && other.state() == CacheState.REDIS);
      AtomicBoolean goesOn = new AtomicBoolean(true);
      List<CommandWriter> writers = new ArrayList<>();
      for (int i = 0; i < WRITERS; i++) {
        writers.add(new CommandWriter("a" + i, one, goesOn, i));
        writers.add(new CommandWriter("b" + i, other, goesOn, 100 + i));
      }
      List<Thread> threads = writers.stream().map(Thread::new).toList();
      threads.forEach(Thread::start);
      for (int i = 0; i < OUTAGES; i++) {
        outage(redis, fault, one, other);
      }
      goesOn.set(false);
      for (Thread thread : threads) {
        thread.join();
      }
      Promised.await(() -> one.journal().isEmpty() && other.journal().isEmpty());

      for (CommandWriter writer : writers) {
        assertThat(writer.wrong()).isEmpty();
        assertThat(writer.counted()).isLessThanOrEqualTo(writer.raised());
        if (fault.equals("frozen")) {
          // Redis lost nothing but commands on connections that were given up before they arrived.
          assertThat(writer.counted()).isGreaterThanOrEqualTo(writer.raised() - 10L * OUTAGES);
        }
      }
    }
  }

  private static void outage(
      RedisServer redis, String fault, TestCommands one, TestCommands other) {
    if (fault.equals("frozen")) {
      redis.freeze();
    } else {
      redis.kill();
    }
    Promised.await(
        () -> one.state() == CacheState.DEGRADED && other.state() == CacheState.DEGRADED);
    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(200));
    if (fault.equals("frozen")) {
      redis.thaw();
    } else {
      redis.startEmpty();
    }
    Promised.await(() -> one.state() == CacheState.REDIS && other.state() == CacheState.REDIS);
    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(200));
  }
}
