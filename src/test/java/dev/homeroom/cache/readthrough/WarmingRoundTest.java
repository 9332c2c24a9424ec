package dev.homeroom.cache.readthrough;

import static dev.homeroom.cache.readthrough.CacheFixture.key;
import static org.assertj.core.api.Assertions.assertThat;

import dev.homeroom.cache.ReadRequest;
import dev.homeroom.cache.WarmUp;
import dev.homeroom.cache.readthrough.CacheFixture.Value;
import dev.homeroom.testkit.LogCapture;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Level;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Warming: how much, how many at once, for how long, and that it disturbs nobody. */
class WarmingRoundTest {
  private final CacheFixture at = new CacheFixture();
  private final ReadThrough cache = at.cache();
  private final AtomicInteger loads = new AtomicInteger();
  private final AtomicInteger atOnce = new AtomicInteger();
  private final AtomicInteger mostAtOnce = new AtomicInteger();

  @AfterEach
  void close() {
    at.close();
  }

  private ReadRequest<?> wanted(String id) {
    return new ReadRequest<>(
        key(id),
        scope -> {
          mostAtOnce.accumulateAndGet(atOnce.incrementAndGet(), Math::max);
          loads.incrementAndGet();
          atOnce.decrementAndGet();
          return new Value(id);
        });
  }

  private WarmUp room(String name, int entries) {
    return atMost ->
        IntStream.range(0, entries).<ReadRequest<?>>mapToObj(i -> wanted(name + i)).toList();
  }

  private void warm(WarmUp... rooms) {
    new WarmingRound(cache, List.of(rooms), at.time).run();
  }

  @Test
  void run_moreThanFiftyEntries_loadsFifty_atMostFourAtOnce() {
    warm(room("a", 30), room("b", 30));
    assertThat(loads).hasValue(50);
    assertThat(mostAtOnce.get()).isLessThanOrEqualTo(4);
    assertThat(cache.exists(key("b19"))).isTrue();
    assertThat(cache.exists(key("b20"))).isFalse();
  }

  @Test
  void run_whatIsThere_isNotLoadedAgain() {
    warm(room("a", 5));
    warm(room("a", 5));
    assertThat(loads).hasValue(5);
  }

  @Test
  void run_longerThanFiveSeconds_endsAfterTheLoadsUnderWay_andSaysWhatIsLeft() {
    try (LogCapture log = new LogCapture(WarmingRound.class.getName())) {
      warm(
          atMost ->
              IntStream.range(0, 40)
                  .<ReadRequest<?>>mapToObj(
                      i ->
                          new ReadRequest<>(
                              key("s" + i),
                              scope -> {
                                at.time.pass(Duration.ofMillis(400));
                                loads.incrementAndGet();
                                return new Value("slow");
                              }))
                  .toList());
      assertThat(loads.get()).isBetween(12, 20);
      assertThat(log.linesFrom(Level.INFO)).hasSize(1);
      assertThat(log.linesFrom(Level.INFO).get(0))
          .contains(40 - loads.get() + " entries were left after 5 s");
    }
  }

  @Test
  void run_oneLoaderFails_theOthersAreWarmedAllTheSame() {
    AtomicInteger loads = new AtomicInteger();
    List<ReadRequest<?>> wanted = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      boolean bad = i == 1;
      wanted.add(
          new ReadRequest<Value>(
              key("some" + i),
              scope -> {
                if (bad) {
                  throw new IllegalStateException("planted");
                }
                loads.incrementAndGet();
                return new Value("v");
              }));
    }
    try (LogCapture log = new LogCapture(WarmingRound.class.getName())) {
      warm(atMost -> wanted);
      assertThat(loads).hasValue(9);
      assertThat(log.linesFrom(Level.INFO)).hasSize(1);
      assertThat(log.linesFrom(Level.INFO).get(0))
          .contains("1 entries could not be loaded (IllegalStateException)");
    }
  }

  @Test
  void run_loaderOrRoomFails_isSaidOnce_andThrowsNothing() {
    try (LogCapture log = new LogCapture(WarmingRound.class.getName())) {
      warm(
          atMost ->
              List.of(
                  new ReadRequest<Value>(
                      key("bad"),
                      scope -> {
                        throw new IllegalStateException("planted");
                      })));
      warm(
          atMost -> {
            throw new IllegalStateException("planted");
          });
      assertThat(log.linesFrom(Level.INFO)).hasSize(2).allMatch(line -> line.contains("Warming"));
    }
  }
}
