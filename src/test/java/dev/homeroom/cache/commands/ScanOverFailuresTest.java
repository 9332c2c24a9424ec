package dev.homeroom.cache.commands;

import static org.assertj.core.api.Assertions.assertThat;

import dev.homeroom.cache.memory.TestValues;
import dev.homeroom.cache.spi.CommandCall;
import dev.homeroom.cache.spi.CommandTier;
import dev.homeroom.cache.spi.CommandTier.KeyPage;
import dev.homeroom.cache.spi.CommandVerb;
import dev.homeroom.cache.spi.TierFailedException;
import dev.homeroom.cache.spi.TierFailure;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Redis fails to give a page of a scan: all keys that are there all the while are found. */
class ScanOverFailuresTest {
  private static final Set<String> KEYS =
      IntStream.range(0, 50).mapToObj(i -> "key" + i).collect(Collectors.toSet());

  private final MemoryCommands data = new MemoryCommands(TestValues.shipped(), Clock.systemUTC());
  private final MemoryCommands memory = new MemoryCommands(TestValues.shipped(), Clock.systemUTC());
  private @Nullable TierFailure failure;
  private int pages;

  /** Fails each second time, if it is to fail. */
  private final CommandTier redis =
      new CommandTier() {
        @Override
        public List<@Nullable Object> run(List<CommandCall> calls) {
          throw new UnsupportedOperationException();
        }

        @Override
        public KeyPage scan(String cursor, String pattern, int count) {
          if (failure != null && ++pages % 2 == 0) {
            throw new TierFailedException(failure);
          }
          return data.scan(cursor, pattern, count);
        }
      };

  @BeforeEach
  void fill() {
    KEYS.forEach(key -> data.run(CommandCall.of(CommandVerb.INCRBY, key, WholeNumber.text(1))));
    memory.run(CommandCall.of(CommandVerb.INCRBY, "ours", WholeNumber.text(1)));
  }

  private Set<String> scanAll() {
    Set<String> found = new TreeSet<>();
    String cursor = "0";
    do {
      KeyPage page = ScanCursor.scan(CommandInput.cursor(cursor), redis, memory, "*", 3);
      found.addAll(page.keys());
      cursor = page.cursor();
    } while (!cursor.equals("0"));
    return found;
  }

  static Stream<TierFailure> passing() {
    return Stream.of(TierFailure.LATE, TierFailure.BUSY, TierFailure.atOnce("connection refused"));
  }

  @ParameterizedTest
  @MethodSource("passing")
  void pagesThatRedisDoesNotGive_areAskedForAgain(TierFailure passing) {
    failure = passing;
    assertThat(scanAll()).isEqualTo(KEYS);
  }

  @Test
  void scanThatRedisRefuses_isAnsweredByMemory_andEnds() {
    failure = TierFailure.miss("no permission for the command scan (NOPERM)");
    pages = 1;
    assertThat(ScanCursor.scan("0", redis, memory, "*", 3).keys()).containsExactly("ours");
  }

  @Test
  void redisThatIsLeftBetweenTwoPages_memoryBeginsAnew() {
    KeyPage first = ScanCursor.scan("0", redis, memory, "*", 3);
    assertThat(ScanCursor.scan(first.cursor(), null, memory, "*", 3))
        .isEqualTo(new KeyPage("0", List.of("ours")));
  }
}
