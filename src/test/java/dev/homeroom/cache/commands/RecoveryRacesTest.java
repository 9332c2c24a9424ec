package dev.homeroom.cache.commands;

import static org.assertj.core.api.Assertions.assertThat;

import dev.homeroom.cache.CacheCommands;
import dev.homeroom.testkit.Promised;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * The last drain of the journal and the switch are one step, and what was counted in an outage is
 * sent to one run of Redis alone.
 */
class RecoveryRacesTest {
  private final StandInInstance instance = new StandInInstance(10, 10_000);
  private final StandInRedis redis = instance.redis;
  private final MemoryCommands memory = instance.memory;
  private final Journal journal = instance.journal;
  private final JournalReplay replay = instance.replay;
  private final CacheCommands<String> commands = instance.commands;
  private final List<Thread> writers = new ArrayList<>();

  /** Begins a write on a thread of its own; returns when it has ended, or waits for its turn. */
  private void write(Runnable write) {
    Thread writer = new Thread(write, "writer");
    writers.add(writer);
    writer.start();
    long end = System.nanoTime() + Promised.NEVER.toNanos();
    while (writer.isAlive() && writer.getState() != Thread.State.WAITING) {
      assertThat(System.nanoTime()).as("the writer goes on").isLessThan(end);
      Thread.onSpinWait();
    }
  }

  @Test
  void writesDuringTheLastDrain_areInRedisAfterwards() throws InterruptedException {
    commands.incrBy("count", 10);
    redis.closed = false;
    commands.set("key", "changed");
    redis.replaying =
        () -> {
          redis.replaying = () -> {};
          write(() -> commands.set("late", "value"));
          write(() -> commands.incr("count"));
        };

    assertThat(replay.finish(() -> redis.closed = true)).isNull();
    for (Thread writer : writers) {
      writer.join(Promised.NEVER.toMillis());
    }

    assertThat(writers).hasSize(2).noneMatch(Thread::isAlive);
    assertThat(journal.isEmpty()).isTrue();
    assertThat(commands.mget(List.of("late", "count"))).containsExactly("value", "11");
    assertThat(redis.data.scan("0", "late", 10).keys()).containsExactly("late");
    assertThat(memory.scan("0", "*", 10).keys()).isEmpty();
  }

  @Test
  void differences_areNeverSentToAnotherRunAgain() {
    commands.incrBy("count", 10);
    redis.closed = false;
    commands.incrBy("count", 5);
    instance.comeBack();
    assertThat(commands.get("count")).isEqualTo("15");

    redis.run = 2;
    assertThat(replay.replaySingle()).isNull();
    assertThat(commands.get("count")).isEqualTo("15");

    redis.closed = false;
    redis.run = 3;
    instance.comeBack();
    assertThat(commands.get("count")).isEqualTo("15");
  }
}
