package dev.homeroom.cache.readthrough;

import static org.assertj.core.api.Assertions.assertThat;

import dev.homeroom.testkit.ManualTime;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** What is remembered of failed loads is little, for a short time. */
class FailedLoadsTest {
  private static final int DEEP = 500;

  private final ManualTime time = ManualTime.standing();
  private final FailedLoads failures = new FailedLoads(time);

  private static RuntimeException failure(int depth) {
    return depth > 0 ? failure(depth - 1) : new IllegalStateException(new RuntimeException("x"));
  }

  private static long alive(List<WeakReference<Throwable>> references) {
    System.gc();
    return references.stream().filter(one -> one.get() != null).count();
  }

  private List<WeakReference<Throwable>> failMany(int many) {
    List<WeakReference<Throwable>> thrown = new ArrayList<>();
    for (int i = 0; i < many; i++) {
      RuntimeException one = failure(DEEP);
      failures.failed("k" + i, one);
      thrown.add(new WeakReference<>(one));
    }
    return thrown;
  }

  @Test
  void manyKeysFail_fewExceptionsAreHeld_theNewest_andAllKeysAreSpared() {
    List<WeakReference<Throwable>> thrown = failMany(FailedLoads.MAX - 1);
    assertThat(alive(thrown)).isEqualTo(FailedLoads.MOST_CAUSES);
    assertThat(failures.repeated("k" + (FailedLoads.MAX - 2))).isNotNull();
    assertThat(failures.repeated("k0")).isNull();
    assertThat(failures.isSpared("k0")).isTrue();
  }

  @Test
  void aSecondLater_noExceptionIsHeld_thoughKeysAreSpared() {
    List<WeakReference<Throwable>> thrown = failMany(10);
    time.pass(Duration.ofSeconds(1));
    assertThat(failures.repeated("another")).isNull();
    assertThat(alive(thrown)).isZero();
    assertThat(failures.isSpared("k9")).isTrue();
    time.pass(Duration.ofSeconds(14));
    assertThat(failures.isSpared("k9")).isFalse();
    assertThat(failures.size()).isZero();
  }

  @Test
  void manyKeysFail_whatIsRememberedOfKeysIsBounded_theOldestGoFirst() {
    for (int i = 0; i < FailedLoads.MAX + 10; i++) {
      failures.slow("k" + i);
    }
    assertThat(failures.size()).isEqualTo(FailedLoads.MAX);
    assertThat(failures.isSpared("k9")).isFalse();
    assertThat(failures.isSpared("k10")).isTrue();
  }

  @Test
  void deepTrace_isCutBelow_andStaysTheSameException() {
    RuntimeException deep = failure(DEEP);
    StackTraceElement top = deep.getStackTrace()[0];
    deep.addSuppressed(failure(DEEP));
    failures.failed("k", deep);
    Throwable kept = Objects.requireNonNull(failures.repeated("k"));
    assertThat(kept).isSameAs(deep);
    assertThat(kept.getStackTrace()).hasSize(FailedLoads.MOST_FRAMES).startsWith(top);
    assertThat(kept.getCause().getStackTrace()).hasSize(FailedLoads.MOST_FRAMES);
    assertThat(kept.getSuppressed()[0].getStackTrace()).hasSize(FailedLoads.MOST_FRAMES);
  }

  @Test
  void hugeOnes_areNotHeld_andTriedAgainAtOnce() {
    RuntimeException chain = new IllegalStateException("end");
    for (int i = 0; i < FailedLoads.MOST_CHAINED; i++) {
      chain = new IllegalStateException("one more", chain);
    }
    failures.failed("chain", chain);
    assertThat(failures.repeated("chain")).isNull();
    assertThat(failures.isSpared("chain")).isTrue();
    failures.failed("text", new IllegalStateException("x".repeat(FailedLoads.MOST_CHARS + 1)));
    assertThat(failures.repeated("text")).isNull();
    RuntimeException ring = new IllegalStateException("ring");
    ring.addSuppressed(new IllegalStateException(ring));
    failures.failed("ring", ring);
    assertThat(failures.repeated("ring")).isSameAs(ring);
  }
}
