package dev.homeroom.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.homeroom.http.ErrorCode;
import dev.homeroom.http.ProblemException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class HashingBulkheadTest {
  @Test
  void run_oneAtOnceAndTwentyWaiting_refusesTheNextAtOnce() throws Exception {
    HashingBulkhead bulkhead = new HashingBulkhead(1);
    CountDownLatch release = new CountDownLatch(1);
    AtomicInteger running = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    AtomicInteger refused = new AtomicInteger();
    CountDownLatch refusals = new CountDownLatch(9);
    ExecutorService threads = Executors.newFixedThreadPool(30);
    List<Future<?>> all = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      all.add(
          threads.submit(
              () -> {
                try {
                  bulkhead.run(() -> work(running, most, release));
                } catch (ProblemException e) {
                  assertThat(e.code()).isEqualTo(ErrorCode.OVERLOADED);
                  refused.incrementAndGet();
                  refusals.countDown();
                }
              }));
    }

    assertThat(refusals.await(60, TimeUnit.SECONDS)).isTrue();
    release.countDown();
    for (Future<?> one : all) {
      one.get(60, TimeUnit.SECONDS);
    }
    threads.shutdown();

    assertThat(refused).hasValue(30 - 1 - HashingBulkhead.QUEUE);
    assertThat(most).hasValue(1);
    assertThat(bulkhead.run(() -> "again")).isEqualTo("again");
  }

  @Test
  void run_workThatThrows_givesItsPlaceBack() {
    HashingBulkhead bulkhead = new HashingBulkhead(1);
    for (int i = 0; i < 50; i++) {
      assertThatThrownBy(
              () ->
                  bulkhead.run(
                      () -> {
                        throw new IllegalStateException("planted");
                      }))
          .isInstanceOf(IllegalStateException.class);
    }
    assertThat(bulkhead.run(() -> 1)).isEqualTo(1);
  }

  @Test
  void matches_hashOfThePassword_andNothingElse() {
    PasswordHashing passwords = new PasswordHashing(Tokens.CONFIG);
    String hash = passwords.hash("correct horse battery");

    assertThat(hash).startsWith("$argon2id$v=19$m=19456,t=2,p=1$");
    assertThat(passwords.matches("correct horse battery", hash)).isTrue();
    assertThat(passwords.matches("correct horse batterz", hash)).isFalse();
    assertThat(passwords.matches("correct horse battery", null)).isFalse();
    assertThat(passwords.matches("correct horse battery", "!")).isFalse();
    assertThat(passwords.matches("", "")).isFalse();
  }

  private static int work(AtomicInteger running, AtomicInteger most, CountDownLatch release) {
    int now = running.incrementAndGet();
    most.accumulateAndGet(now, Math::max);
    try {
      assertThat(release.await(60, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    return running.decrementAndGet();
  }
}
