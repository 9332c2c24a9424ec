package dev.homeroom.cache.readthrough;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;

class LoadSharesTest {
  private final LoadShares shares = new LoadShares(10, 20);

  private static LoadShares.Work work(String kind) {
    return new LoadShares.Work(kind, false, true, () -> {}, () -> {});
  }

  private static LoadShares.Work rights() {
    return new LoadShares.Work("access", true, true, () -> {}, () -> {});
  }

  private List<LoadShares.Work> begin(String kind, int count) {
    List<LoadShares.Work> begun = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      LoadShares.Work one = work(kind);
      if (shares.begins(one)) {
        begun.add(one);
      }
    }
    return begun;
  }

  @Test
  void oneKind_hasHalfOfTheThreads_andOthersGoOn() {
    assertThat(begin("stuck", 12)).hasSize(5);
    assertThat(begin("other", 2)).hasSize(2);
    assertThat(begin("third", 5)).as("a fifth is left for rights").hasSize(1);
    assertThat(shares.begins(rights())).isTrue();
    assertThat(shares.begins(rights())).isTrue();
  }

  @Test
  void placeGivenBack_isTheNextOnesOfThatKind_inOrder() {
    List<LoadShares.Work> stuck = begin("stuck", 5);
    LoadShares.Work first = work("stuck");
    LoadShares.Work second = work("stuck");
    assertThat(shares.begins(first)).isFalse();
    assertThat(shares.begins(second)).isFalse();
    LoadShares.Work other = work("other");
    assertThat(shares.begins(other)).isTrue();
    assertThat(shares.ended(other)).as("not theirs").isNull();
    assertThat(shares.ended(stuck.get(0))).isSameAs(first);
    assertThat(shares.ended(stuck.get(1))).isSameAs(second);
    assertThat(shares.ended(stuck.get(2))).isNull();
  }

  @Test
  void workThatMayNotWait_isRefusedWithoutAPlace_andBeginsWithOne() {
    LoadShares.Work impatient = new LoadShares.Work("stuck", false, false, () -> {}, () -> {});
    assertThat(shares.begins(impatient)).isTrue();
    begin("stuck", 4);
    assertThatThrownBy(() -> shares.begins(impatient))
        .isInstanceOf(RejectedExecutionException.class);
    assertThat(shares.begins(work("stuck"))).as("others wait").isFalse();
  }

  @Test
  void waitingPlaces_areNotAllOneKinds() {
    begin("stuck", 5);
    begin("stuck", 16);
    assertThatThrownBy(() -> shares.begins(work("stuck")))
        .isInstanceOf(RejectedExecutionException.class);
    begin("a", 3);
    begin("a", 4);
    assertThatThrownBy(() -> shares.begins(work("a")))
        .as("twenty wait")
        .isInstanceOf(RejectedExecutionException.class);
    assertThat(shares.begins(rights())).isTrue();
  }

  @Test
  void closed_givesBackWhatWaits() {
    begin("stuck", 8);
    assertThat(shares.close()).hasSize(3);
    assertThat(shares.close()).isEmpty();
  }

  @Test
  void closed_takesNoMore_itWouldWaitUntold() {
    begin("stuck", 5);
    shares.close();
    assertThatThrownBy(() -> shares.begins(work("stuck")))
        .isInstanceOf(RejectedExecutionException.class);
  }

  @Test
  void fewThreads_areNotShared() {
    LoadShares three = new LoadShares(3, 2);
    for (int i = 0; i < 3; i++) {
      assertThat(three.begins(work("one"))).isTrue();
    }
    assertThat(three.begins(work("one"))).isFalse();
    assertThat(three.begins(work("one"))).isFalse();
    assertThatThrownBy(() -> three.begins(work("one")))
        .isInstanceOf(RejectedExecutionException.class);
  }
}
