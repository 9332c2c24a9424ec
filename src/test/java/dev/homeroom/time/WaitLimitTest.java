package dev.homeroom.time;

import static org.assertj.core.api.Assertions.assertThat;

import dev.homeroom.testkit.ManualTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class WaitLimitTest {
  private static final Duration PATIENCE = Duration.ofMillis(300);

  private final ManualTime time = ManualTime.standing();
  private final WaitLimit limit = new WaitLimit(2, PATIENCE, time);

  private List<WaitLimit.Wait> begin(int count) {
    List<WaitLimit.Wait> begun = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      WaitLimit.@Nullable Wait wait = limit.begin();
      assertThat(wait).isNotNull();
      begun.add(wait);
    }
    return begun;
  }

  @Test
  void whileNobodyHasWaitedForLong_anyNumberMay() {
    begin(20);
    time.pass(PATIENCE.minusNanos(1));
    begin(20);
    assertThat(limit.waiting()).isEqualTo(40);
  }

  @Test
  void onceSomebodyHasWaitedForLong_asManyMayAsTheLimitSays() {
    List<WaitLimit.Wait> first = begin(4);
    time.pass(PATIENCE);
    assertThat(limit.begin()).isNull();
    assertThat(first.get(3).mayGoOn()).isFalse();
    assertThat(first.get(2).mayGoOn()).isFalse();
    assertThat(first.get(1).mayGoOn()).as("it was there before").isTrue();
    assertThat(first.get(0).mayGoOn()).isTrue();
    first.get(3).close();
    first.get(2).close();
    assertThat(limit.begin()).as("two wait, and one of them for long").isNull();
    first.get(1).close();
    assertThat(limit.begin()).isNotNull();
    assertThat(limit.begin()).isNull();
  }

  @Test
  void whenThoseHaveGoneThatWaitedForLong_anyNumberMayAgain() {
    List<WaitLimit.Wait> first = begin(2);
    time.pass(PATIENCE);
    assertThat(limit.begin()).isNull();
    first.forEach(WaitLimit.Wait::close);
    begin(20);
  }

  @Test
  void waitThatIsClosedTwice_countsOnce() {
    WaitLimit.Wait wait = begin(3).get(0);
    wait.close();
    wait.close();
    assertThat(limit.waiting()).isEqualTo(2);
  }
}
