package dev.homeroom.cache.readthrough;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.homeroom.time.DaemonThreads;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The end of the cache, while loads run and wait. */
@Timeout(60)
class LoadThreadsEndTest {
  private final LoadThreads threads = new LoadThreads(1, 10, new DaemonThreads("loads-end"));

  private void execute(Runnable run, Runnable unrun) {
    threads.execute(new LoadShares.Work("kind", false, true, run, unrun));
  }

  @Test
  void loadThatRuns_isNotInterrupted_thoseThatWaitAreTold_noneIsTaken() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch closed = new CountDownLatch(1);
    CompletableFuture<Boolean> wasInterrupted = new CompletableFuture<>();
    CountDownLatch told = new CountDownLatch(2);
    execute(
        () -> {
          begun.countDown();
          try {
            closed.await();
            wasInterrupted.complete(Thread.interrupted());
          } catch (InterruptedException e) {
            wasInterrupted.complete(true);
          }
        },
        () -> {});
    begun.await();
    execute(() -> {}, told::countDown);
    execute(() -> {}, told::countDown);

    threads.close();
    assertThatThrownBy(() -> execute(() -> {}, () -> {}))
        .isInstanceOf(RejectedExecutionException.class);
    closed.countDown();

    assertThat(told.await(0, TimeUnit.SECONDS)).isTrue();
    assertThat(wasInterrupted.get()).isFalse();
  }
}
