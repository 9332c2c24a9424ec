package dev.homeroom.cache.readthrough;

import static dev.homeroom.cache.readthrough.CacheFixture.key;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.homeroom.cache.Answer;
import dev.homeroom.cache.Cached;
import dev.homeroom.cache.LoadTimeoutException;
import dev.homeroom.cache.Outcome;
import dev.homeroom.cache.ReadRequest;
import dev.homeroom.cache.readthrough.CacheFixture.Value;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Several keys at once, some of which cannot be had. */
@Timeout(180)
class EachAnswerTest {
  private static final Duration SOON = Duration.ofMillis(50);

  /** Callers give up after three seconds: loads that nothing holds up have ended by then. */
  private static final LoadLimits HASTY = new LoadLimits(10, 10, 100, SOON, Duration.ofSeconds(3));

  private final CacheFixture at = new CacheFixture();
  private final TestLoader good = new TestLoader();
  private final TestLoader bad = new TestLoader();

  @AfterEach
  void close() {
    at.close();
  }

  private List<ReadRequest<?>> wanted() {
    return List.of(
        new ReadRequest<>(key("1"), good),
        new ReadRequest<>(key("2"), bad),
        new ReadRequest<>(key("3"), good));
  }

  private static List<@Nullable Throwable> failures(List<Answer<?>> answers) {
    List<@Nullable Throwable> all = new ArrayList<>();
    answers.forEach(answer -> all.add(answer.failure()));
    return all;
  }

  private static List<Outcome> outcomes(List<Answer<?>> answers) {
    return answers.stream()
        .filter(answer -> answer.value() != null)
        .map(answer -> answer.value().outcome())
        .toList();
  }

  @Test
  void each_oneLoaderFails_theOthersAreLoadedAndKept() {
    ReadThrough cache = at.cache();
    RuntimeException failure = bad.fail();

    List<Answer<?>> cold = cache.getOrLoadEach(wanted());
    List<Answer<?>> warm = cache.getOrLoadEach(wanted());

    assertThat(failures(cold)).containsExactly(null, failure, null);
    assertThat(outcomes(cold)).containsExactly(Outcome.MISS, Outcome.MISS);
    assertThat(failures(warm)).containsExactly(null, failure, null);
    assertThat(outcomes(warm)).containsExactly(Outcome.HIT, Outcome.HIT);
    assertThatThrownBy(() -> cache.getOrLoadAll(wanted())).isSameAs(failure);
  }

  @Test
  void each_oneLoaderIsSlow_theOthersAreAnsweredWhenItsTimeIsUp() {
    ReadThrough cache = at.cache(HASTY);
    CountDownLatch go = bad.hold();

    List<Answer<?>> answers = cache.getOrLoadEach(wanted());

    assertThat(answers.get(1).failure()).isInstanceOf(LoadTimeoutException.class);
    assertThat(outcomes(answers)).hasSize(2);
    go.countDown();
  }

  @Test
  void each_whatIsOldIsStale_andNoFailure() {
    ReadThrough cache = at.cache();
    cache.getOrLoadEach(wanted());
    at.pass(Duration.ofSeconds(301));
    bad.fail();

    List<Answer<?>> answers = cache.getOrLoadEach(wanted());

    assertThat(failures(answers)).containsExactly(null, null, null);
    assertThat(outcomes(answers)).containsExactly(Outcome.MISS, Outcome.STALE, Outcome.MISS);
  }

  @Test
  void reloadEach_oneLoaderFails_theOthersAreLoadedAnew() {
    ReadThrough cache = at.cache();
    RuntimeException failure = bad.fail();

    List<Answer<?>> answers = cache.reloadEach(wanted());

    assertThat(failures(answers)).containsExactly(null, failure, null);
    assertThat(outcomes(answers)).containsExactly(Outcome.BYPASS, Outcome.BYPASS);
    assertThatThrownBy(() -> cache.reloadAll(wanted())).isSameAs(failure);
  }

  @Test
  void each_ofNothing_isEmpty() {
    assertThat(at.cache().getOrLoadEach(List.of())).isEmpty();
    assertThat(at.cache().reloadEach(List.of())).isEmpty();
  }

  @Test
  void answer_isAValueOrAFailure() {
    Cached<Value> value = at.cache().getOrLoad(key("1"), good);

    assertThat(Answer.of(value).failure()).isNull();
    assertThatThrownBy(() -> new Answer<>(value, new IllegalStateException()))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Answer<Value>(null, null))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
