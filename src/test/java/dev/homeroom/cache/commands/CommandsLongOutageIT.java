package dev.homeroom.cache.commands;

import static org.assertj.core.api.Assertions.assertThat;

import dev.homeroom.cache.CacheCommands;
import dev.homeroom.cache.CacheState;
import dev.homeroom.testkit.Promised;
import dev.homeroom.testkit.RedisServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * An outage of a quarter of an hour, or of as many minutes as {@code commands.outage.minutes} says:
 * half of it Redis stands still, half of it it is gone; two instances write by every command all
 * the time. Afterwards nothing of it is left.
 */
@Tag("long")
class CommandsLongOutageIT {
  private static final Duration OUTAGE =
      Duration.ofMinutes(Integer.getInteger("commands.outage.minutes", 15));

  private static final Duration PATIENCE = Duration.ofMillis(400);
  private static final Duration PAUSE = Duration.ofMillis(1);
  private static final int WRITERS = 4;

  /** What a JVM may keep for itself: caches of classes, buffers of threads. */
  private static final long HEAP_LEFT = 8L << 20;

  /** What this process has. */
  private record Holdings(long heapBytes, int threads, long sockets) {
    static Holdings now() {
      for (int i = 0; i < 3; i++) {
        System.gc();
      }
      return new Holdings(
          ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed(),
          Thread.activeCount(),
          countSockets());
    }

    private static long countSockets() {
      try (Stream<Path> open = Files.list(Path.of("/proc/self/fd"))) {
        return open.filter(Holdings::isSocket).count();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private static boolean isSocket(Path open) {
      try {
        return Files.readSymbolicLink(open).toString().startsWith("socket:");
      } catch (IOException e) {
        return false;
      }
    }
  }

  /** Writes keys that nobody has written before, more than memory and the journal hold. */
  private static void fill(CacheCommands<String> commands, String name, AtomicBoolean goesOn) {
    for (long i = 0; goesOn.get(); i++) {
      commands.set(name + i, "x".repeat(200), Duration.ofMinutes(1));
      LockSupport.parkNanos(PAUSE.toNanos());
    }
  }

  @Test
  void outageUnderLoad_leavesHeapThreadsAndSocketsAsTheyWere() throws InterruptedException {
    try (RedisServer redis = RedisServer.started();
        TestCommands one = new TestCommands(redis.url(), PATIENCE);
        TestCommands other = new TestCommands(redis.url(), PATIENCE)) {
      Promised.await(() -> one.state() == CacheState.REDIS && other.state() == CacheState.REDIS);
      AtomicBoolean goesOn = new AtomicBoolean(true);
      List<CommandWriter> writers = new ArrayList<>();
      List<Thread> threads = new ArrayList<>();
      for (TestCommands each : List.of(one, other)) {
        for (int i = 0; i < WRITERS; i++) {
          String name = "w" + writers.size();
          writers.add(new CommandWriter(name, each, goesOn, i));
          threads.add(new Thread(writers.get(writers.size() - 1).slowly(PAUSE)));
        }
        String name = "fill" + threads.size() + ":";
        threads.add(new Thread(() -> fill(each.texts(), name, goesOn)));
      }
      threads.forEach(Thread::start);
      Thread.sleep(Duration.ofSeconds(20).toMillis());
      Holdings before = Holdings.now();

      redis.freeze();
      Promised.await(
          () -> one.state() == CacheState.DEGRADED && other.state() == CacheState.DEGRADED);
      Thread.sleep(OUTAGE.dividedBy(2).toMillis());
      Holdings during = Holdings.now();
      redis.kill();
      Thread.sleep(OUTAGE.dividedBy(2).toMillis());
      redis.startEmpty();
      Promised.await(() -> one.state() == CacheState.REDIS && other.state() == CacheState.REDIS);
      Thread.sleep(Duration.ofSeconds(30).toMillis());
      Holdings after = Holdings.now();
      System.out.println("before " + before + ", during " + during + ", after " + after);

      goesOn.set(false);
      for (Thread thread : threads) {
        thread.join();
      }
      assertThat(one.management().sync().overflows()).as("the journal was full").isPositive();
      assertThat(writers).allSatisfy(writer -> assertThat(writer.wrong()).isEmpty());
      assertThat(after.threads()).isLessThanOrEqualTo(before.threads());
      assertThat(after.sockets()).isLessThanOrEqualTo(before.sockets());
      assertThat(after.heapBytes()).isLessThan(before.heapBytes() + HEAP_LEFT);
    }
  }
}
