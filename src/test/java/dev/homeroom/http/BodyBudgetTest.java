package dev.homeroom.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.homeroom.http.BodyBudget.Share;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Bodies that are held at once have a bound, and small ones always pass. */
class BodyBudgetTest {
  private static final int BLOCK = 8_192;

  private final BodyBudget budget = new BodyBudget();

  @Test
  void smallBodies_takeNoRoom() {
    for (int i = 0; i < 10_000; i++) {
      Share share = budget.share();
      assertThat(share.take(BodyBudget.FREE)).isTrue();
    }
    assertThat(budget.held()).isZero();
  }

  @Test
  void largeBodies_arePassedUpToTheBound_andLeaveSmallOnesAlone() {
    List<Share> shares = new ArrayList<>();
    while (takesOneMegabyte(shares)) {
      assertThat(shares).hasSizeLessThan(100);
    }
    assertThat(shares).hasSizeBetween(32, 34);
    assertThat(budget.held()).isLessThanOrEqualTo(BodyBudget.MAX_BYTES);
    assertThat(budget.share().take(BodyBudget.FREE)).isTrue();
    assertThat(budget.share().take(1_000_000)).isFalse();

    shares.forEach(Share::end);

    assertThat(budget.held()).isZero();
    assertThat(takesOneMegabyte(new ArrayList<>())).isTrue();
  }

  private boolean takesOneMegabyte(List<Share> shares) {
    Share share = budget.share();
    shares.add(share);
    return IntStream.range(0, 1_000_000 / BLOCK).allMatch(block -> share.take(BLOCK));
  }

  @Test
  void endedShare_takesNothing_andEndsOnce() {
    Share share = budget.share();
    assertThat(share.take(100_000)).isTrue();
    assertThat(budget.held()).isEqualTo(100_000 - BodyBudget.FREE);

    share.end();
    share.end();

    assertThat(budget.held()).isZero();
    assertThat(share.take(100_000)).isFalse();
    assertThat(budget.held()).isZero();
  }

  @Test
  void manyThreads_leaveNothingBehind() throws InterruptedException {
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      Thread thread = new Thread(this::takeAndEnd);
      thread.start();
      threads.add(thread);
    }
    for (Thread thread : threads) {
      thread.join();
    }
    assertThat(budget.held()).isZero();
  }

  private void takeAndEnd() {
    for (int i = 0; i < 2_000; i++) {
      Share share = budget.share();
      while (share.take(300_000)) {
        if (budget.held() > BodyBudget.MAX_BYTES / 2) {
          break;
        }
      }
      share.end();
    }
  }
}
