package dev.homeroom.cache.readthrough;

import static dev.homeroom.cache.readthrough.CacheFixture.key;
import static dev.homeroom.cache.readthrough.CacheFixture.region;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.homeroom.cache.CacheKey;
import dev.homeroom.cache.Cached;
import dev.homeroom.cache.DataClass;
import dev.homeroom.cache.Outcome;
import dev.homeroom.cache.ReadRequest;
import dev.homeroom.cache.Source;
import dev.homeroom.cache.Tag;
import dev.homeroom.cache.readthrough.CacheFixture.Value;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** "There is none" is believed for 30 s, apart from the entries, until somebody creates it. */
class NegativeAnswersTest {
  private final CacheFixture at = new CacheFixture();
  private final StandInRedis redis = new StandInRedis();
  private final TestLoader loader = new TestLoader();
  private final ReadThrough cache = cache(true);

  @BeforeEach
  void nothingIsThere() {
    loader.absent = true;
  }

  @AfterEach
  void close() {
    at.close();
  }

  private ReadThrough cache(boolean nearCopies) {
    Tiers tiers =
        new Tiers(at.memory, redis, redis.sharing(nearCopies, Runnable::run), at.recorder);
    return at.cache(CacheFixture.PATIENT, tiers);
  }

  private Cached<Value> ask(CacheKey<Value> key) {
    return cache.getOrLoad(key, loader);
  }

  @ParameterizedTest
  @EnumSource(names = {"SHARED", "COMPUTED", "LOCAL"})
  void absent_isBelievedFor30s(DataClass data) {
    CacheKey<Value> key = key(region(data), "1");
    Cached<Value> first = ask(key);
    assertThat(first.isAbsent()).isTrue();
    assertThat(first.outcome()).isEqualTo(Outcome.MISS);
    assertThat(first.source()).isEqualTo(Source.DB);
    assertThat(first.stored()).isTrue();
    assertThatThrownBy(first::value).isInstanceOf(IllegalStateException.class);

    at.pass(Duration.ofSeconds(25));
    Cached<Value> again = ask(key);
    assertThat(again.isAbsent()).isTrue();
    assertThat(again.outcome()).isEqualTo(Outcome.HIT);
    assertThat(cache.get(key)).isEmpty();
    assertThat(loader.count()).isEqualTo(1);
    at.pass(Duration.ofSeconds(6));
    assertThat(ask(key).outcome()).isEqualTo(Outcome.MISS);
    assertThat(loader.count()).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void absent_isNeverInRedis_andCostsItNothing(boolean nearCopies) {
    ReadThrough service = cache(nearCopies);
    service.getOrLoad(key("1"), loader);
    int asked = redis.asked.get();
    assertThat(service.getOrLoad(key("1"), loader).isAbsent()).isTrue();
    redis.comeBackEmpty();
    assertThat(service.getOrLoad(key("1"), loader).isAbsent()).isTrue();
    assertThat(loader.count()).isEqualTo(1);
    assertThat(redis.asked).hasValue(asked);
    assertThat(redis.given).as("given to Redis").hasValue(0);
    assertThat(redis.size()).isZero();
    assertThat(at.memory.size()).isZero();
  }

  @Test
  void created_isSeenAtOnce() {
    ask(key("1"));
    loader.absent = false;
    cache.invalidate(List.of(Tag.of("value", "1")));
    assertThat(ask(key("1")).value().text()).isEqualTo("load 2");
    assertThat(ask(key("1")).value().text()).isEqualTo("load 2");
  }

  @Test
  void randomIds_atMostTwoThousandAreKept_andNoEntryIsPushedOut() {
    NegativeAnswers negatives = new NegativeAnswers();
    loader.absent = false;
    for (int i = 0; i < 1_000; i++) {
      ask(key("there" + i));
    }
    loader.absent = true;
    for (int i = 0; i < NegativeAnswers.MAX + 500; i++) {
      Cached<Value> answer = ask(key("none" + i));
      negatives.put(((EntryAnswer<?>) answer).entry());
    }
    assertThat(negatives.size()).isEqualTo(NegativeAnswers.MAX);
    int loads = loader.count();
    for (int i = 0; i < 1_000; i++) {
      assertThat(ask(key("there" + i)).isAbsent()).isFalse();
    }
    assertThat(loader.count()).as("no entry was pushed out").isEqualTo(loads);
    ask(key("none" + (NegativeAnswers.MAX + 499)));
    assertThat(loader.count()).as("the newest are kept").isEqualTo(loads);
    ask(key("none0"));
    assertThat(loader.count()).as("the oldest are not").isEqualTo(loads + 1);
  }

  @ParameterizedTest
  @EnumSource(names = {"CRITICAL", "AUTHZ"})
  void regionWithoutNegativeAnswers_saysSo_keepsNothing_andCountsIt(DataClass data) {
    CacheKey<Value> key = key(region(data), "1");
    Cached<Value> answer = ask(key);
    assertThat(answer.isAbsent()).isTrue();
    assertThat(answer.stored()).isFalse();
    assertThat(at.recorder.of("ABSENT")).isEqualTo(1);
    assertThat(ask(key).outcome()).isEqualTo(Outcome.MISS);
    assertThat(loader.count()).isEqualTo(2);
  }

  @Test
  void failure_isNoNegativeAnswer() {
    RuntimeException thrown = loader.fail();
    assertThatThrownBy(() -> ask(key("1"))).isSameAs(thrown);
    loader.recover();
    loader.absent = false;
    at.pass(Duration.ofSeconds(1));
    assertThat(ask(key("1")).isAbsent()).isFalse();
  }

  @Test
  void absent_pastItsEnd_isNeverStale() {
    ask(key("1"));
    at.pass(Duration.ofSeconds(31));
    RuntimeException thrown = loader.fail();
    assertThatThrownBy(() -> ask(key("1"))).isSameAs(thrown);
  }

  @Test
  void gone_whatWasThereDoesNotComeBack() {
    loader.absent = false;
    ask(key("1"));
    at.pass(Duration.ofSeconds(301));
    loader.absent = true;
    assertThat(ask(key("1")).isAbsent()).isTrue();
    loader.fail();
    at.pass(Duration.ofSeconds(31));
    assertThatThrownBy(() -> ask(key("1")))
        .as("not even stale")
        .isInstanceOf(RuntimeException.class);
  }

  @Test
  void gone_foundByRefresh_whatRedisHasDoesNotComeBack() {
    loader.absent = false;
    ask(key("1"));
    at.pass(Duration.ofSeconds(20));
    loader.absent = true;
    List<Cached<?>> answers = cache.reloadAll(List.of(new ReadRequest<>(key("1"), loader)));
    assertThat(answers.get(0).isAbsent()).isTrue();
    at.pass(Duration.ofSeconds(31));
    assertThat(ask(key("1")).isAbsent()).isTrue();
    assertThat(loader.count()).isEqualTo(3);
  }

  @Test
  void foundByRefresh_theNegativeAnswerOfBeforeDoesNotComeBack() {
    ask(key("1"));
    at.pass(Duration.ofSeconds(11));
    loader.absent = false;
    cache.reloadAll(List.of(new ReadRequest<>(key("1"), loader)));
    at.memory.removeAll(List.of(key("1").text()));
    assertThat(ask(key("1")).value().text()).isEqualTo("load 2");
  }
}
