package dev.homeroom.cache.commands;

import static org.assertj.core.api.Assertions.assertThat;

import dev.homeroom.cache.memory.TestMemory;
import dev.homeroom.cache.spi.CommandCall;
import dev.homeroom.cache.spi.CommandRefusal;
import dev.homeroom.cache.spi.CommandVerb;
import dev.homeroom.cache.spi.EvictionPolicy;
import dev.homeroom.testkit.ManualTime;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Commands in a memory that is full. */
class BoundedCommandsTest {
  private static final long MOST_BYTES = 1_000_000;

  private final ManualTime time = ManualTime.standing();

  private static @Nullable Object run(
      MemoryCommands memory, CommandVerb verb, String key, String... arguments) {
    byte[][] bytes =
        Stream.of(arguments)
            .map(text -> text.getBytes(StandardCharsets.UTF_8))
            .toArray(byte[][]::new);
    return memory.run(CommandCall.of(verb, key, bytes));
  }

  private static boolean has(MemoryCommands memory, String key) {
    return !Long.valueOf(-2).equals(run(memory, CommandVerb.PTTL, key));
  }

  @Test
  void lfu_commandsThatWrite_areNoUses() {
    try (TestMemory bounded = new TestMemory(4, MOST_BYTES, EvictionPolicy.LFU, time)) {
      MemoryCommands memory = new MemoryCommands(bounded.values(), time);
      run(memory, CommandVerb.SET, "read", "1");
      run(memory, CommandVerb.GET, "read");
      for (int i = 0; i < 5; i++) {
        run(memory, CommandVerb.INCRBY, "number", "1");
        run(memory, CommandVerb.HINCRBY, "hash", "field", "1");
        run(memory, CommandVerb.LPUSH, "list", "element");
      }
      for (String key : new String[] {"x", "y", "z"}) {
        run(memory, CommandVerb.INCRBY, key, "1");
        run(memory, CommandVerb.GET, key);
      }
      assertThat(Stream.of("read", "x", "y", "z")).allMatch(key -> has(memory, key));
      assertThat(Stream.of("number", "hash", "list")).noneMatch(key -> has(memory, key));
    }
  }

  @Test
  void none_whatIsNewIsRefused_andChangesOfWhatIsThereAreNot() {
    try (TestMemory bounded = new TestMemory(2, MOST_BYTES, EvictionPolicy.NONE, time)) {
      MemoryCommands memory = new MemoryCommands(bounded.values(), time);
      run(memory, CommandVerb.SET, "a", "1");
      run(memory, CommandVerb.HSET, "h", "field", "value");
      for (CommandVerb verb : new CommandVerb[] {CommandVerb.SET, CommandVerb.INCRBY}) {
        assertThat(run(memory, verb, "b", "1")).isInstanceOf(CommandRefusal.class);
      }
      assertThat(run(memory, CommandVerb.LPUSH, "l", "element")).isInstanceOf(CommandRefusal.class);
      String large = "x".repeat((int) MOST_BYTES / 2);
      assertThat(run(memory, CommandVerb.HSET, "h", "large", large)).isEqualTo(1L);
      assertThat(run(memory, CommandVerb.HSET, "h", "second", large))
          .isInstanceOf(CommandRefusal.class);
      assertThat(run(memory, CommandVerb.HEXISTS, "h", "second")).isEqualTo(0L);
      assertThat(run(memory, CommandVerb.INCRBY, "a", "1")).isEqualTo(2L);
      assertThat(bounded.tier().bytes()).isLessThanOrEqualTo(MOST_BYTES);
      run(memory, CommandVerb.DEL, "h");
      assertThat(run(memory, CommandVerb.INCRBY, "b", "1")).isEqualTo(1L);
    }
  }

  @Test
  void figures_readOfWhatHasEnded_isAMiss() {
    try (TestMemory bounded = new TestMemory(2, MOST_BYTES, EvictionPolicy.LRU, time)) {
      MemoryCommands memory = new MemoryCommands(bounded.values(), time);
      memory.run(CommandCall.of(CommandVerb.SET, "a", new byte[1]).living(1_000));
      run(memory, CommandVerb.GET, "a");
      time.pass(Duration.ofSeconds(1));
      run(memory, CommandVerb.GET, "a");
      assertThat(bounded.tier().figures().hits()).isEqualTo(1);
      assertThat(bounded.tier().figures().misses()).isEqualTo(1);
    }
  }
}
