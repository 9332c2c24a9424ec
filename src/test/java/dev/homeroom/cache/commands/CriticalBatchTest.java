package dev.homeroom.cache.commands;

import static org.assertj.core.api.Assertions.assertThat;

import dev.homeroom.cache.Tag;
import dev.homeroom.cache.memory.TestValues;
import dev.homeroom.cache.spi.CommandCall;
import dev.homeroom.cache.spi.CommandTier;
import dev.homeroom.cache.spi.CommandVerb;
import dev.homeroom.cache.spi.CriticalRows;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A batch with critical keys among others is one trip for all others. */
class CriticalBatchTest {
  private final List<String> done = new ArrayList<>();
  private final MemoryCommands memory = new MemoryCommands(TestValues.shipped(), Clock.systemUTC());
  private final CriticalCommands commands =
      new CriticalCommands(
          new CriticalKeys(List.of("session:*")),
          new Others(),
          new CriticalEntries(null, new Rows(), null, Clock.systemUTC()),
          new Rows(),
          Clock.systemUTC());

  /** Notes the keys of each batch. */
  private final class Others implements CommandTier {
    @Override
    public List<@Nullable Object> run(List<CommandCall> calls) {
      if (!calls.isEmpty()) {
        done.add(calls.stream().map(CommandCall::key).toList().toString());
      }
      return memory.run(calls);
    }

    @Override
    public KeyPage scan(String cursor, String pattern, int count) {
      throw new UnsupportedOperationException();
    }
  }

  /** Notes the changed keys. */
  private final class Rows implements CriticalRows {
    @Override
    public Optional<Row> find(String key) {
      return Optional.empty();
    }

    @Override
    public Map<String, Row> findAll(List<String> keys) {
      return Map.of();
    }

    @Override
    public void change(String key, Tag tag, UnaryOperator<@Nullable Row> change) {
      if (change.apply(null) != null) {
        done.add(key);
      }
    }

    @Override
    public List<String> keysAfter(String key, int limit) {
      return List.of();
    }

    @Override
    public int deleteEnded() {
      return 0;
    }
  }

  @Test
  void batch_goesToBoth_othersTogether() {
    List<CommandCall> calls =
        Stream.of("a", "b", "session:1", "c", "session:2", "d", "e", "f")
            .map(key -> CommandCall.of(CommandVerb.INCRBY, key, WholeNumber.text(key.length())))
            .toList();

    assertThat(commands.run(calls)).containsExactly(1L, 1L, 9L, 1L, 9L, 1L, 1L, 1L);
    assertThat(done).containsExactly("[a, b, c, d, e, f]", "session:1", "session:2");
  }

  @Test
  void commandOfManyKeys_goesToBoth_othersTogether() {
    List<String> keys = List.of("a", "session:1", "b", "session:2", "c");

    assertThat(commands.run(List.of(CommandCall.of(CommandVerb.DEL, keys)))).containsExactly(0L);
    assertThat(done).containsExactly("[a, b, c]");
  }
}
