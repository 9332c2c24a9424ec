package dev.homeroom.cache.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.homeroom.cache.CacheKey;
import dev.homeroom.cache.CacheTtl;
import dev.homeroom.cache.Cached;
import dev.homeroom.cache.DataClass;
import dev.homeroom.cache.GenerationWriter;
import dev.homeroom.cache.LoadRejectedException;
import dev.homeroom.cache.LoadTimeoutException;
import dev.homeroom.cache.Outcome;
import dev.homeroom.cache.Region;
import dev.homeroom.cache.Scope;
import dev.homeroom.cache.Source;
import dev.homeroom.cache.Tag;
import dev.homeroom.cache.Wanted;
import dev.homeroom.cache.entry.JsonFormat;
import dev.homeroom.cache.generations.FoundRows;
import dev.homeroom.cache.generations.GenerationLimits;
import dev.homeroom.cache.generations.Generations;
import dev.homeroom.cache.memory.MemoryTier;
import dev.homeroom.testkit.CountingRecorder;
import dev.homeroom.testkit.LogCapture;
import dev.homeroom.testkit.ManualTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Level;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ReadThroughTest {
  record Value(String text) {}

  private static final Region<Value> REGION =
      Region.of("values", Value.class, "value:{}", DataClass.SHARED, CacheTtl.MEDIUM);
  private static final Region<Value> LOCAL =
      Region.of("locals", Value.class, "local:{}", DataClass.LOCAL, CacheTtl.MEDIUM);

  private final ManualTime time = new ManualTime();
  private final CountingRecorder recorder = new CountingRecorder();
  private final MemoryTier memory = new MemoryTier(1_000);
  private final Generations generations = new Generations(time, time, GenerationLimits.SHIPPED);
  private final ExecutorService callers = Executors.newCachedThreadPool();
  private boolean inTransaction;
  private final ReadThrough cache = cache(LoadLimits.SHIPPED);

  {
    generations.onReadingWanted(this::read);
    read();
  }

  private void read() {
    Map<String, Long> doubted = new java.util.HashMap<>();
    var reading = generations.begin();
    reading.doubted().forEach(tag -> doubted.put(tag, (long) tag.hashCode() + 1_000_000_000_000L));
    generations.complete(reading, new FoundRows(Map.of(), false, doubted, Set.of()));
  }

  private ReadThrough cache(LoadLimits limits) {
    GenerationWriter writer =
        new GenerationWriter() {
          @Override
          public void replace(Collection<Tag> tags) {
            generations.doubt(tags, false);
          }

          @Override
          public boolean inTransaction() {
            return inTransaction;
          }
        };
    return new ReadThrough(
        new Parts(generations, writer, new JsonFormat(), time, time, recorder),
        new Tiers(memory, () -> memory),
        new LoadThreads(limits.threads(), limits.queue(), Thread::new),
        limits);
  }

  @AfterEach
  void close() {
    callers.shutdownNow();
    cache.close();
    memory.close();
  }

  private static CacheKey<Value> key(String id) {
    return REGION.key(Scope.DISTRICT, List.of(Tag.of("value", id)), id);
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void getOrLoad_twice_isADbMissThenAMemoryHit_withoutAWordAboveInfo() {
    try (LogCapture log = new LogCapture("dev.homeroom")) {
      Cached<Value> first = cache.getOrLoad(key("1"), scope -> new Value("one"));
      assertThat(first.source()).isEqualTo(Source.DB);
      assertThat(first.outcome()).isEqualTo(Outcome.MISS);
      assertThat(first.stored()).isTrue();
      time.pass(Duration.ofSeconds(1));
      Cached<Value> second = cache.getOrLoad(key("1"), scope -> new Value("two"));
      assertThat(second.source()).isEqualTo(Source.MEMORY);
      assertThat(second.outcome()).isEqualTo(Outcome.HIT);
      assertThat(second.value()).isEqualTo(new Value("one"));
      assertThat(second.ageMillis()).isBetween(1_000L, 1_900L);
      assertThat(new String(second.payload(), java.nio.charset.StandardCharsets.UTF_8))
          .isEqualTo("{\"text\":\"one\"}");
      assertThat(log.linesFrom(Level.INFO)).isEmpty();
    }
  }

  @Test
  void getOrLoad_localRegion_givesTheObjectItself() {
    CacheKey<Value> key = LOCAL.key(Scope.DISTRICT, List.of(), "1");
    Value value = new Value("one");
    cache.getOrLoad(key, scope -> value);
    assertThat(cache.getOrLoad(key, scope -> new Value("two")).value()).isSameAs(value);
  }

  @Test
  void getOrLoad_pastItsTtl_loadsAgain() {
    cache.getOrLoad(key("1"), scope -> new Value("one"));
    time.pass(Duration.ofSeconds(299));
    assertThat(cache.get(key("1"))).isPresent();
    time.pass(Duration.ofSeconds(2));
    assertThat(cache.get(key("1"))).isEmpty();
    assertThat(cache.getOrLoad(key("1"), scope -> new Value("two")).value().text())
        .isEqualTo("two");
  }

  @Test
  void getOrLoad_loaderShortensTheTtl_butCannotLengthenIt() {
    Instant now = time.instant();
    cache.getOrLoad(
        key("short"),
        scope -> {
          scope.freshUntil(now.plusSeconds(10));
          return new Value("one");
        });
    cache.getOrLoad(
        key("long"),
        scope -> {
          scope.freshUntil(now.plusSeconds(10_000));
          return new Value("one");
        });
    time.pass(Duration.ofSeconds(11));
    assertThat(cache.get(key("short"))).isEmpty();
    assertThat(cache.get(key("long"))).isPresent();
    time.pass(Duration.ofSeconds(290));
    assertThat(cache.get(key("long"))).isEmpty();
  }

  @Test
  void getOrLoad_reading_doesNotProlong() {
    cache.getOrLoad(key("1"), scope -> new Value("one"));
    for (int i = 0; i < 6; i++) {
      time.pass(Duration.ofSeconds(49));
      assertThat(cache.get(key("1"))).isPresent();
    }
    time.pass(Duration.ofSeconds(10));
    assertThat(cache.get(key("1"))).isEmpty();
  }

  @Test
  void getOrLoad_loaderFails_itsExceptionReachesAllUnchanged_andNothingIsKept() {
    IllegalStateException mistake = new IllegalStateException("mine");
    assertThatThrownBy(
            () ->
                cache.getOrLoad(
                    key("1"),
                    scope -> {
                      throw mistake;
                    }))
        .isSameAs(mistake);
    assertThat(cache.getOrLoad(key("1"), scope -> new Value("one")).outcome())
        .isEqualTo(Outcome.MISS);
  }

  @Test
  void getOrLoad_insideATransaction_isRefused() {
    inTransaction = true;
    assertThatThrownBy(() -> cache.getOrLoad(key("1"), scope -> new Value("one")))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("d:value:1")
        .hasMessageContaining("repository");
    assertThatThrownBy(
            () -> cache.getOrLoadAll(List.of(new Wanted<>(key("1"), scope -> new Value("one")))))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void getOrLoad_dependsOnATagFoundWhileLoading_isVoidWhenItIsReplaced() {
    cache.getOrLoad(
        key("1"),
        scope -> {
          scope.dependsOn(Tag.of("role", "TEACHER"));
          return new Value("one");
        });
    assertThat(cache.exists(key("1"))).isTrue();
    cache.invalidate(List.of(Tag.of("role", "TEACHER")));
    assertThat(cache.exists(key("1"))).isFalse();
  }

  @Test
  void getOrLoad_moreThanSixteenTags_isServedAndNotKept_andCounted() {
    List<Tag> tags = IntStream.range(0, 15).mapToObj(i -> Tag.of("t", "" + i)).toList();
    CacheKey<Value> key = REGION.key(Scope.DISTRICT, tags, "many");
    Cached<Value> answer = cache.getOrLoad(key, scope -> new Value("one"));
    assertThat(answer.value().text()).isEqualTo("one");
    assertThat(answer.stored()).isFalse();
    assertThat(recorder.of("TOO_MANY_TAGS")).isEqualTo(1);
    assertThat(cache.exists(key)).isFalse();
    CacheKey<Value> sixteen = REGION.key(Scope.DISTRICT, tags.subList(0, 14), "enough");
    assertThat(cache.getOrLoad(sixteen, scope -> new Value("one")).stored()).isTrue();
  }

  @Test
  void getOrLoad_largerThanTheRegionsMaximum_isServedAndNotKept_andCounted() {
    String large = "x".repeat(Region.DEFAULT_MAX_BYTES);
    Cached<Value> answer = cache.getOrLoad(key("1"), scope -> new Value(large));
    assertThat(answer.value().text()).isEqualTo(large);
    assertThat(answer.stored()).isFalse();
    assertThat(recorder.of("TOO_LARGE")).isEqualTo(1);
  }

  @Test
  void getOrLoad_otherShape_isAMiss() {
    cache.getOrLoad(key("1"), scope -> new Value("old form"));
    CacheKey<Value> newer =
        REGION.shaped(2).key(Scope.DISTRICT, List.of(Tag.of("value", "1")), "1");
    assertThat(cache.getOrLoad(newer, scope -> new Value("new form")).value().text())
        .isEqualTo("new form");
    assertThat(recorder.of("SHAPE")).isEqualTo(1);
  }

  @Test
  void getOrLoad_threadsAndQueueFull_isRejectedAtOnce_andRecovers() throws Exception {
    LoadLimits tight = new LoadLimits(1, 1, Duration.ofMillis(300));
    ReadThrough small = cache(tight);
    CountDownLatch running = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    Future<?> held =
        callers.submit(
            () ->
                small.getOrLoad(
                    key("held"),
                    scope -> {
                      running.countDown();
                      await(go);
                      return new Value("held");
                    }));
    await(running);
    // The first takes the one place of the queue, and its caller leaves; the next finds none.
    assertThatThrownBy(() -> small.getOrLoad(key("queued"), scope -> new Value("queued")))
        .isInstanceOf(LoadTimeoutException.class);
    assertThatThrownBy(() -> small.getOrLoad(key("refused"), scope -> new Value("refused")))
        .isInstanceOf(LoadRejectedException.class)
        .hasMessageContaining("d:value:refused");
    go.countDown();
    assertThatThrownBy(() -> held.get(10, TimeUnit.SECONDS))
        .hasCauseInstanceOf(LoadTimeoutException.class);
    // The thread lets go of its work a moment after its caller has its answer.
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
    while (small.get(key("after")).isEmpty()) {
      assertThat(System.nanoTime()).isLessThan(end);
      try {
        small.getOrLoad(key("after"), scope -> new Value("after"));
      } catch (LoadRejectedException notYet) {
        Thread.onSpinWait();
      }
    }
    small.close();
  }

  @Test
  void getOrLoad_loadTakesTooLong_theCallerLeaves_andTheLoadGoesOn() throws Exception {
    ReadThrough hasty = cache(new LoadLimits(2, 10, Duration.ofMillis(100)));
    CountDownLatch go = new CountDownLatch(1);
    CountDownLatch ended = new CountDownLatch(1);
    assertThatThrownBy(
            () ->
                hasty.getOrLoad(
                    key("slow"),
                    scope -> {
                      await(go);
                      ended.countDown();
                      return new Value("late");
                    }))
        .isInstanceOf(LoadTimeoutException.class)
        .hasMessageContaining("d:value:slow");
    go.countDown();
    await(ended);
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
    while (hasty.get(key("slow")).isEmpty()) {
      assertThat(System.nanoTime()).isLessThan(end);
      Thread.onSpinWait();
    }
    assertThat(hasty.get(key("slow")).orElseThrow().value().text()).isEqualTo("late");
    hasty.close();
  }

  @Test
  void getOrLoad_nestedLoads_moreThanThereAreThreads_allFinish() throws Exception {
    ReadThrough small = cache(new LoadLimits(4, 100, Duration.ofSeconds(10)));
    List<Future<String>> answers = new ArrayList<>();
    for (int i = 0; i < 16; i++) {
      String id = "n" + i;
      answers.add(
          callers.submit(
              () ->
                  small
                      .getOrLoad(
                          key("outer" + id),
                          scope ->
                              new Value(
                                  "outer "
                                      + small
                                          .getOrLoad(key("inner" + id), inner -> new Value("inner"))
                                          .value()
                                          .text()))
                      .value()
                      .text()));
    }
    for (Future<String> answer : answers) {
      assertThat(answer.get(10, TimeUnit.SECONDS)).isEqualTo("outer inner");
    }
    small.close();
  }

  @Test
  void getOrLoad_loaderAsksForItsOwnKey_loadsBesideItself_andWarns() {
    try (LogCapture log = new LogCapture(Flights.class.getName())) {
      AtomicInteger depth = new AtomicInteger();
      Cached<Value> answer = cache.getOrLoad(key("1"), scope -> nested(depth));
      assertThat(answer.value().text()).isEqualTo("deep");
      assertThat(log.linesFrom(Level.WARNING)).hasSize(1);
    }
  }

  private Value nested(AtomicInteger depth) {
    return depth.getAndIncrement() == 0
        ? cache.getOrLoad(key("1"), scope -> nested(depth)).value()
        : new Value("deep");
  }

  @Test
  void getOrLoadAll_someCached_answersInOrder_andLoadsTheOthersSideBySide() {
    cache.getOrLoad(key("b"), scope -> new Value("b"));
    CountDownLatch both = new CountDownLatch(2);
    List<Wanted<?>> wanted =
        List.of(
            new Wanted<>(key("a"), scope -> together(both, "a")),
            new Wanted<>(key("b"), scope -> new Value("never")),
            new Wanted<>(key("c"), scope -> together(both, "c")));
    List<Cached<?>> answers = cache.getOrLoadAll(wanted);
    assertThat(answers).extracting(a -> ((Value) a.value()).text()).containsExactly("a", "b", "c");
    assertThat(answers)
        .extracting(Cached::outcome)
        .containsExactly(Outcome.MISS, Outcome.HIT, Outcome.MISS);
    assertThat(cache.getOrLoadAll(List.of())).isEmpty();
  }

  /** Ends only when the other load runs too. */
  private static Value together(CountDownLatch both, String text) {
    both.countDown();
    await(both);
    return new Value(text);
  }

  @Test
  void getOrLoadAll_oneFails_itsExceptionIsThrown_andTheOthersAreKept() {
    IllegalStateException mistake = new IllegalStateException("mine");
    assertThatThrownBy(
            () ->
                cache.getOrLoadAll(
                    List.of(
                        new Wanted<>(
                            key("bad"),
                            scope -> {
                              throw mistake;
                            }),
                        new Wanted<>(key("good"), scope -> new Value("good")))))
        .isSameAs(mistake);
    assertThat(cache.get(key("good"))).isPresent();
  }
}
