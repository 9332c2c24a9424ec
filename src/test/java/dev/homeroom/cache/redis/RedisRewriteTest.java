package dev.homeroom.cache.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.homeroom.cache.BackgroundWriter.RedisNote;
import dev.homeroom.cache.spi.TierFailedException;
import dev.homeroom.cache.spi.TierFailure;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** When what is kept written is written again, in which bites, and when that is given up. */
class RedisRewriteTest {
  private final List<List<RedisNote>> written = new ArrayList<>();
  private long run = 1;
  private int failures;
  private final RedisRewrite renewal = new RedisRewrite(() -> run, this::write);

  private void write(List<RedisNote> batch) {
    if (failures-- > 0) {
      throw new TierFailedException(new TierFailure(TierFailure.Weight.COUNTED, "lost"));
    }
    written.add(List.copyOf(batch));
  }

  private static Stream<RedisNote> notes(int from, int to) {
    return IntStream.range(from, to).mapToObj(i -> new RedisNote("d:" + i, "{}", Instant.MAX));
  }

  private void steps() {
    while (renewal.step()) {
      assertThat(written).hasSizeLessThan(1_000);
    }
  }

  private List<RedisNote> all() {
    return written.stream().flatMap(List::stream).toList();
  }

  @Test
  void step_nothingToWrite_isNothing() {
    assertThat(renewal.step()).isFalse();
    renewal.begin();
    assertThat(renewal.step()).isFalse();
    assertThat(written).isEmpty();
  }

  @Test
  void add_isWrittenOnce_inBatches() {
    renewal.add(() -> notes(0, 150));
    renewal.add(() -> notes(150, 250));
    assertThat(renewal.step()).isTrue();
    assertThat(written).hasSize(1);
    steps();
    steps();

    assertThat(all()).isEqualTo(notes(0, 250).toList());
    assertThat(written).extracting(List::size).containsExactly(100, 100, 50);
  }

  @Test
  void begin_inTheMiddle_writesAllFromTheBeginning_asItIsThen() {
    List<RedisNote> set = new ArrayList<>(notes(0, 150).toList());
    renewal.add(set::stream);
    renewal.step();
    written.clear();
    set.remove(0);
    renewal.begin();
    steps();

    assertThat(all()).isEqualTo(notes(1, 150).toList());
  }

  @Test
  void anotherRun_isWrittenInto_once() {
    renewal.add(() -> notes(0, 3));
    steps();
    run = 2;
    steps();
    steps();

    assertThat(written).hasSize(2);
  }

  @Test
  void batch_failsTwice_isTriedAgain_andNothingIsMissing() {
    renewal.add(() -> notes(0, 250));
    renewal.step();
    failures = 2;
    assertThatThrownBy(renewal::step).isInstanceOf(TierFailedException.class);
    assertThatThrownBy(renewal::step).isInstanceOf(TierFailedException.class);
    steps();

    assertThat(all()).isEqualTo(notes(0, 250).toList());
  }

  @Test
  void batch_failsAThirdTime_theRestIsLeft_untilAllIsBegunAgain() {
    renewal.add(() -> notes(0, 250));
    failures = 3;
    for (int i = 0; i < 3; i++) {
      assertThatThrownBy(renewal::step).isInstanceOf(TierFailedException.class);
    }
    assertThat(renewal.step()).isFalse();
    assertThat(written).isEmpty();

    renewal.begin();
    steps();
    assertThat(all()).hasSize(250);
  }
}
