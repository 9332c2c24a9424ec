package dev.homeroom.cache.commands;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.homeroom.cache.CacheCommands;
import dev.homeroom.cache.CommandRefusedException;
import dev.homeroom.cache.InvalidKeyException;
import dev.homeroom.cache.entry.JsonFormat;
import dev.homeroom.cache.memory.TestValues;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Callers that use the commands as they are not meant. */
class CommandCallersTest {
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final MemoryCommands memory = new MemoryCommands(TestValues.shipped(), Clock.systemUTC());
  private final CacheCommands<String> commands =
      new TypedCommands<>(
          memory,
          ValueCodec.TEXTS,
          new TypedCommands.Rules(3_600_000, Duration.ofSeconds(10), new JsonFormat()));

  record Figure(int number) {}

  @Test
  void pipelineInAPipeline_throws() {
    assertThatThrownBy(
            () -> commands.pipelined(outer -> outer.pipelined(inner -> inner.set("key", "value"))))
        .isInstanceOf(IllegalStateException.class);
    assertThat(commands.get("key")).isNull();
  }

  @Test
  void pipelineThatIsOver_takesNoCommand() {
    AtomicReference<CacheCommands<String>> kept = new AtomicReference<>();
    commands.pipelined(kept::set);

    assertThatThrownBy(() -> kept.get().set("key", "value"))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void pipelineOfManyThreads_sendsAll() {
    List<Object> results =
        commands.pipelined(
            all -> IntStream.range(0, 1_000).parallel().forEach(i -> all.incr("count")));

    assertThat(results).hasSize(1_000).doesNotContainNull();
    assertThat(commands.get("count")).isEqualTo("1000");
  }

  @Test
  void listOfKeys_thatChangesBeforeThePipelineIsSent_isReadAtTheCall() {
    commands.mset(Map.of("a", "1", "b", "2"));
    List<Object> results =
        commands.pipelined(
            all -> {
              List<String> keys = new ArrayList<>(List.of("a", "b"));
              all.mget(keys);
              keys.clear();
            });

    assertThat(results).singleElement().isEqualTo(List.of("1", "2"));
  }

  @Test
  void getOrSet_ofATypeThatEachCallerAsksFor_makesOneValue() throws Exception {
    ExecutorService callers = Executors.newFixedThreadPool(8);
    AtomicInteger made = new AtomicInteger();
    CountDownLatch looked = new CountDownLatch(8);
    try {
      List<Future<Figure>> figures = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        figures.add(
            callers.submit(
                () -> {
                  looked.countDown();
                  return commands
                      .of(Figure.class)
                      .getOrSet(
                          "figure",
                          MINUTE,
                          () -> {
                            await(looked);
                            return new Figure(made.incrementAndGet());
                          });
                }));
      }
      for (Future<Figure> figure : figures) {
        assertThat(figure.get()).isEqualTo(new Figure(1));
      }
    } finally {
      callers.shutdownNow();
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Test
  void makerThatAsksForItsOwnKey_failsAtOnce() {
    assertThatThrownBy(
            () ->
                commands.getOrSet(
                    "key", MINUTE, () -> commands.getOrSet("key", MINUTE, () -> "inner")))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("key");
    assertThat(commands.getOrSet("key", MINUTE, () -> "value")).isEqualTo("value");
  }

  @Test
  void makerThatAsksForAnotherKey_isServed() {
    assertThat(
            commands.getOrSet(
                "one", MINUTE, () -> commands.getOrSet("other", MINUTE, () -> "inner") + "+"))
        .isEqualTo("inner+");
  }

  @Test
  void textThatIsNoUnicode_isRefused_asValueAndAsField() {
    String half = "\uD83D";
    assertThatThrownBy(() -> commands.set("key", half)).isInstanceOf(CommandRefusedException.class);
    assertThatThrownBy(() -> commands.hset("hash", half, "value"))
        .isInstanceOf(CommandRefusedException.class);
    assertThatThrownBy(() -> commands.get(half)).isInstanceOf(InvalidKeyException.class);
    assertThat(commands.exists("key", "hash")).isZero();
    String whole = "\uD83D\uDE00?";
    commands.hset("hash", whole, whole);
    assertThat(commands.hgetAll("hash")).containsExactly(Map.entry(whole, whole));
  }
}
