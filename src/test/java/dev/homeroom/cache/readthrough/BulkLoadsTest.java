package dev.homeroom.cache.readthrough;

import static dev.homeroom.cache.readthrough.CacheFixture.key;
import static org.assertj.core.api.Assertions.assertThat;

import dev.homeroom.cache.Answer;
import dev.homeroom.cache.BulkLoader;
import dev.homeroom.cache.BulkMember;
import dev.homeroom.cache.LoadRejectedException;
import dev.homeroom.cache.LoadTimeoutException;
import dev.homeroom.cache.Outcome;
import dev.homeroom.cache.ReadRequest;
import dev.homeroom.cache.Tag;
import dev.homeroom.cache.readthrough.CacheFixture.Value;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Several missing keys that one bulk loader loads. */
@Timeout(180)
class BulkLoadsTest {
  private final CacheFixture at = new CacheFixture();
  private final TestBulk bulk = new TestBulk();

  @AfterEach
  void close() {
    at.close();
  }

  /** Its values are "load 1 of a"; a test breaks and holds it. */
  private static final class TestBulk implements BulkLoader<String, Value> {
    final List<List<String>> loads = Collections.synchronizedList(new ArrayList<>());
    final Map<String, ValueMaker<Value>> makers = new HashMap<>();
    volatile @Nullable RuntimeException failure;
    volatile String broken = "";
    volatile Runnable meanwhile = () -> {};

    @Override
    public List<ValueMaker<Value>> load(List<String> inputs) {
      loads.add(List.copyOf(inputs));
      int number = loads.size();
      meanwhile.run();
      if (failure != null) {
        throw failure;
      }
      if (inputs.contains(broken)) {
        throw new IllegalStateException("broken");
      }
      return inputs.stream()
          .map(
              input ->
                  makers.getOrDefault(
                      input, freshness -> new Value("load " + number + " of " + input)))
          .toList();
    }
  }

  private List<ReadRequest<?>> wanted(String... ids) {
    return Stream.of(ids)
        .<ReadRequest<?>>map(id -> new ReadRequest<>(key(id), new BulkMember<>(bulk, id)))
        .toList();
  }

  private static List<String> texts(List<Answer<?>> answers) {
    return answers.stream()
        .map(answer -> ((Value) Objects.requireNonNull(answer.value()).value()).text())
        .toList();
  }

  private static List<Outcome> outcomes(List<Answer<?>> answers) {
    return answers.stream()
        .map(answer -> Objects.requireNonNull(answer.value()).outcome())
        .toList();
  }

  @Test
  void missingKeys_areLoadedTogether_andKeptOneByOne() {
    ReadThrough cache = at.cache();

    List<Answer<?>> cold = cache.getOrLoadEach(wanted("a", "b"));
    List<Answer<?>> more = cache.getOrLoadEach(wanted("c", "b", "a", "d"));

    assertThat(texts(cold)).containsExactly("load 1 of a", "load 1 of b");
    assertThat(outcomes(cold)).containsExactly(Outcome.MISS, Outcome.MISS);
    assertThat(texts(more))
        .containsExactly("load 2 of c", "load 1 of b", "load 1 of a", "load 2 of d");
    assertThat(bulk.loads).containsExactly(List.of("a", "b"), List.of("c", "d"));
    assertThat(cache.exists(key("c"))).isTrue();
  }

  @Test
  void oneMissingKey_isLoadedAlone() {
    ReadThrough cache = at.cache();

    assertThat(cache.getOrLoad(key("a"), new BulkMember<>(bulk, "a")).value().text())
        .isEqualTo("load 1 of a");

    assertThat(bulk.loads).containsExactly(List.of("a"));
  }

  @Test
  void othersLoaders_runBesideIt() {
    ReadThrough cache = at.cache();
    TestLoader own = new TestLoader();
    List<ReadRequest<?>> wanted = new ArrayList<>(wanted("a", "b"));
    wanted.add(1, new ReadRequest<>(key("own"), own));

    assertThat(texts(cache.getOrLoadEach(wanted)))
        .containsExactly("load 1 of a", "load 1", "load 1 of b");
    assertThat(bulk.loads).containsExactly(List.of("a", "b"));
  }

  @Test
  void oneValueCannotBeMade_theOthersAreKept() {
    ReadThrough cache = at.cache();
    RuntimeException failure = new IllegalStateException("planted");
    bulk.makers.put(
        "b",
        freshness -> {
          throw failure;
        });
    bulk.makers.put("c", freshness -> null);

    List<Answer<?>> answers = cache.getOrLoadEach(wanted("a", "b", "c"));
    List<Answer<?>> again = cache.getOrLoadEach(wanted("a", "b", "c"));

    assertThat(answers.get(1).failure()).isSameAs(failure);
    assertThat(Objects.requireNonNull(answers.get(2).value()).isAbsent()).isTrue();
    assertThat(Objects.requireNonNull(again.get(0).value()).outcome()).isEqualTo(Outcome.HIT);
    assertThat(again.get(1).failure()).as("repeated for a second").isSameAs(failure);
    assertThat(Objects.requireNonNull(again.get(2).value()).isAbsent()).isTrue();
    assertThat(bulk.loads).hasSize(1);
  }

  @Test
  void oneInputBreaksTheBulk_theOthersAreLoadedAlone() {
    ReadThrough cache = at.cache();
    bulk.broken = "b";

    List<Answer<?>> answers = cache.getOrLoadEach(wanted("a", "b", "c"));

    assertThat(texts(List.of(answers.get(0), answers.get(2))))
        .containsExactly("load 2 of a", "load 4 of c");
    assertThat(answers.get(1).failure()).hasMessage("broken");
    assertThat(bulk.loads)
        .containsExactly(List.of("a", "b", "c"), List.of("a"), List.of("b"), List.of("c"));
  }

  @Test
  void theDatabaseIsAway_theBulkIsTriedOnce() {
    ReadThrough cache = at.cache();
    bulk.failure = new IllegalStateException("planted");
    bulk.meanwhile = at::loseDatabase;

    List<Answer<?>> answers = cache.getOrLoadEach(wanted("a", "b"));

    assertThat(answers).extracting(Answer::failure).containsExactly(bulk.failure, bulk.failure);
    assertThat(bulk.loads).hasSize(1);
  }

  @Test
  void bulkLoadTookAllTheTime_noKeyIsLoadedByItself() {
    Duration short1 = Duration.ofSeconds(1);
    ReadThrough cache =
        at.cache(new LoadLimits(4, 4, 100, CacheFixture.PATIENT.softTimeout(), short1));
    bulk.failure = new IllegalStateException("planted");
    bulk.meanwhile = () -> at.time.pass(Duration.ofSeconds(2));

    cache.getOrLoadEach(wanted("a", "b"));
    CacheFixture.until(() -> at.recorder.of("loaded") == 0 && !bulk.loads.isEmpty());

    assertThat(bulk.loads).hasSize(1);
  }

  @Test
  void theBulkFails_allFail_andMayBeTriedAgain() {
    ReadThrough cache = at.cache();
    RuntimeException failure = new IllegalStateException("planted");
    bulk.failure = failure;

    List<Answer<?>> answers = cache.getOrLoadEach(wanted("a", "b"));
    bulk.failure = null;
    at.pass(Duration.ofSeconds(2));

    assertThat(answers).extracting(Answer::failure).containsExactly(failure, failure);
    assertThat(texts(cache.getOrLoadEach(wanted("a", "b"))))
        .containsExactly("load 4 of a", "load 4 of b");
  }

  @Test
  void theBulkFails_whatIsOldIsAnswered() {
    ReadThrough cache = at.cache();
    cache.getOrLoadEach(wanted("a", "b"));
    at.pass(Duration.ofMinutes(6));
    bulk.failure = new IllegalStateException("planted");

    List<Answer<?>> answers = cache.getOrLoadEach(wanted("a", "b"));

    assertThat(outcomes(answers)).containsExactly(Outcome.STALE, Outcome.STALE);
    assertThat(texts(answers)).containsExactly("load 1 of a", "load 1 of b");
  }

  @Test
  void tooFewValues_areOfNobodyKnowsWhich_soThatEachIsLoadedAlone() {
    ReadThrough cache = at.cache();
    BulkLoader<String, Value> last =
        inputs -> List.of(freshness -> new Value("of " + inputs.get(inputs.size() - 1)));
    List<ReadRequest<?>> wanted =
        List.of(
            new ReadRequest<>(key("a"), new BulkMember<>(last, "a")),
            new ReadRequest<>(key("b"), new BulkMember<>(last, "b")));

    assertThat(texts(cache.getOrLoadEach(wanted))).containsExactly("of a", "of b");
  }

  @Test
  void oneKeyIsInvalidatedMeanwhile_itAloneIsLoadedAgain() {
    ReadThrough cache = at.cache();
    bulk.meanwhile =
        () -> {
          if (bulk.loads.size() == 1) {
            cache.invalidate(List.of(Tag.of("value", "b")));
          }
        };

    List<Answer<?>> answers = cache.getOrLoadEach(wanted("a", "b", "c"));

    assertThat(texts(answers)).containsExactly("load 1 of a", "load 2 of b", "load 1 of c");
    assertThat(bulk.loads).containsExactly(List.of("a", "b", "c"), List.of("b"));
    assertThat(texts(cache.getOrLoadEach(wanted("b")))).containsExactly("load 2 of b");
  }

  @Test
  void invalidatedEachTime_isAnswered_andNotKept() {
    ReadThrough cache = at.cache();
    bulk.meanwhile = () -> cache.invalidate(List.of(Tag.of("value", "b")));

    assertThat(texts(cache.getOrLoadEach(wanted("a", "b"))))
        .containsExactly("load 1 of a", "load 2 of b");

    assertThat(cache.exists(key("a"))).isTrue();
    assertThat(cache.exists(key("b"))).isFalse();
  }

  @Test
  void valueThatEndsEarly_endsAlone() {
    ReadThrough cache = at.cache();
    bulk.makers.put(
        "b",
        freshness -> {
          freshness.freshUntil(at.time.instant().plusSeconds(60));
          return new Value("short");
        });
    cache.getOrLoadEach(wanted("a", "b"));

    at.pass(Duration.ofSeconds(61));

    assertThat(cache.exists(key("a"))).isTrue();
    assertThat(cache.exists(key("b"))).isFalse();
  }

  @Test
  void anotherCaller_joinsTheKeyThatItWants_andLoadsTheRest() throws Exception {
    ReadThrough cache = at.cache();
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    bulk.meanwhile =
        () -> {
          if (bulk.loads.size() == 1) {
            begun.countDown();
            CacheFixture.await(go);
          }
        };
    var first = CompletableFuture.supplyAsync(() -> cache.getOrLoadEach(wanted("a", "b")));
    CacheFixture.await(begun);
    var second = CompletableFuture.supplyAsync(() -> cache.getOrLoadEach(wanted("b", "c", "d")));
    CacheFixture.until(() -> bulk.loads.size() == 2);
    go.countDown();

    assertThat(texts(second.get())).containsExactly("load 1 of b", "load 2 of c", "load 2 of d");
    assertThat(texts(first.get())).containsExactly("load 1 of a", "load 1 of b");
    assertThat(bulk.loads).containsExactly(List.of("a", "b"), List.of("c", "d"));
  }

  /** The first load is void when it ends, the second runs when the key changes once more. */
  @Test
  void invalidatedAfterTheLastAttemptBegan_isNotJoined() throws Exception {
    ReadThrough cache = at.cache();
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    bulk.meanwhile =
        () -> {
          if (bulk.loads.size() == 1) {
            cache.invalidate(List.of(Tag.of("value", "b"), Tag.of("value", "c")));
          } else if (bulk.loads.size() == 2) {
            begun.countDown();
            CacheFixture.await(go);
          }
        };
    var first = CompletableFuture.supplyAsync(() -> cache.getOrLoadEach(wanted("a", "b", "c")));
    CacheFixture.await(begun);
    cache.invalidate(List.of(Tag.of("value", "b")));
    List<Answer<?>> later = new ArrayList<>();
    Thread second = new Thread(() -> later.addAll(cache.getOrLoadEach(wanted("b"))));
    second.start();
    CacheFixture.until(() -> second.getState() == Thread.State.TIMED_WAITING);
    go.countDown();
    second.join();

    assertThat(texts(later)).containsExactly("load 3 of b");
    assertThat(texts(first.get())).containsExactly("load 1 of a", "load 2 of b", "load 2 of c");
    assertThat(bulk.loads).containsExactly(List.of("a", "b", "c"), List.of("b", "c"), List.of("b"));
  }

  @Test
  void tooManyLoads_allAreRefused_andThoseThatHaveBegunGoOn() {
    Duration soon = Duration.ofMillis(50);
    ReadThrough cache = at.cache(new LoadLimits(1, 1, 100, soon, soon));
    CountDownLatch go = new CountDownLatch(1);
    bulk.meanwhile = () -> CacheFixture.await(go);

    List<Answer<?>> running = cache.getOrLoadEach(wanted("a", "b"));
    List<Answer<?>> waiting = cache.getOrLoadEach(wanted("c", "d"));
    List<Answer<?>> refused = cache.getOrLoadEach(wanted("x", "y"));
    go.countDown();

    assertThat(Stream.concat(running.stream(), waiting.stream()))
        .allMatch(answer -> answer.failure() instanceof LoadTimeoutException);
    assertThat(refused).allMatch(answer -> answer.failure() instanceof LoadRejectedException);
    CacheFixture.until(() -> cache.exists(key("b")));
    assertThat(texts(cache.getOrLoadEach(wanted("e")))).hasSize(1);
    assertThat(bulk.loads)
        .as("nobody waited for c and d")
        .containsExactly(List.of("a", "b"), List.of("e"));
  }

  @Test
  void refresh_loadsThemTogether() {
    ReadThrough cache = at.cache();
    cache.getOrLoadEach(wanted("a", "b"));
    at.pass(Duration.ofSeconds(11));

    assertThat(texts(cache.reloadEach(wanted("a", "b"))))
        .containsExactly("load 2 of a", "load 2 of b");
    assertThat(bulk.loads).containsExactly(List.of("a", "b"), List.of("a", "b"));
  }

  @Test
  void insideALoader_theyAreLoadedInItsOwnThread() {
    ReadThrough cache = at.cache();
    List<Thread> threads = Collections.synchronizedList(new ArrayList<>());
    bulk.meanwhile = () -> threads.add(Thread.currentThread());

    String all =
        cache
            .getOrLoad(
                key("outer"),
                scope -> {
                  threads.add(Thread.currentThread());
                  return new Value(String.join(", ", texts(cache.getOrLoadEach(wanted("a", "b")))));
                })
            .value()
            .text();

    assertThat(all).isEqualTo("load 1 of a, load 1 of b");
    assertThat(threads).hasSize(2);
    assertThat(threads.get(1)).isSameAs(threads.get(0));
  }
}
