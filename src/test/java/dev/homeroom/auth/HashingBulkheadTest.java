package dev.homeroom.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.homeroom.http.CallerPresence;
import dev.homeroom.http.ErrorCode;
import dev.homeroom.http.ProblemException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Who may hash, who waits and who is sent away; nothing here waits for time to pass. */
class HashingBulkheadTest {
  private static final Duration LONG = Duration.ofSeconds(60);

  private final AtomicLong nanos = new AtomicLong();
  private final AtomicInteger retry = new AtomicInteger(3);
  private final HashingBulkhead bulkhead = new HashingBulkhead(1, nanos::get, retry::get);
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final List<String> ran = new CopyOnWriteArrayList<>();
  private final CountDownLatch release = new CountDownLatch(1);

  private final List<CompletableFuture<Void>> begun = new ArrayList<>();

  @AfterEach
  void end() throws InterruptedException {
    release.countDown();
    threads.shutdown();
    assertThat(threads.awaitTermination(LONG.toSeconds(), TimeUnit.SECONDS)).isTrue();
  }

  /** A caller who may hang up, and counts how often somebody asked. */
  private static final class Caller implements CallerPresence {
    private final String address;
    volatile boolean gone;
    final AtomicInteger asked = new AtomicInteger();

    Caller() {
      this("");
    }

    Caller(String address) {
      this.address = address;
    }

    @Override
    public String address() {
      return address;
    }

    @Override
    public boolean isGone() {
      asked.incrementAndGet();
      return gone;
    }
  }

  @Test
  void run_oneAtOnceAndTwentyWaiting_refusesTheNextAtOnce_andRunsTheOthersInTheirOrder() {
    CompletableFuture<Void> first = occupy();
    fill(1, CallerPresence.ASSUMED);

    assertThat(refusal("late", CallerPresence.ASSUMED).code()).isEqualTo(ErrorCode.OVERLOADED);

    release.countDown();
    first.join();
    begun.forEach(CompletableFuture::join);
    List<String> expected = new ArrayList<>(List.of("first"));
    for (int i = 1; i <= HashingBulkhead.QUEUE; i++) {
      expected.add("w" + i);
    }
    assertThat(ran).isEqualTo(expected);
    assertThat(bulkhead.run(CallerPresence.ASSUMED, null, LONG, () -> "again")).isEqualTo("again");
  }

  @Test
  void run_twoAtOnce_areNeverThree() {
    HashingBulkhead two = new HashingBulkhead(2, nanos::get, retry::get);
    AtomicInteger running = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    CountDownLatch both = new CountDownLatch(2);
    List<CompletableFuture<Void>> all = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      all.add(
          CompletableFuture.runAsync(
              () ->
                  two.run(
                      CallerPresence.ASSUMED,
                      null,
                      LONG,
                      () -> {
                        most.accumulateAndGet(running.incrementAndGet(), Math::max);
                        both.countDown();
                        await(both);
                        return running.decrementAndGet();
                      }),
              threads));
    }
    all.forEach(CompletableFuture::join);
    assertThat(most).hasValue(2);
  }

  @Test
  void run_refused_saysWhenToTryAgain_asItIsDrawn() {
    CompletableFuture<Void> first = occupy();
    fill(1, CallerPresence.ASSUMED);
    for (int seconds : new int[] {1, 3, 2}) {
      retry.set(seconds);
      assertThat(refusal("late", CallerPresence.ASSUMED).retrySeconds()).isEqualTo(seconds);
    }
    assertThat(first).isNotDone();
  }

  @Test
  void run_waitedTooLong_isRefused_andItsPlaceIsFree() {
    CompletableFuture<Void> first = occupy();
    for (int i = 0; i < 3 * HashingBulkhead.QUEUE; i++) {
      assertThatThrownBy(
              () -> bulkhead.run(CallerPresence.ASSUMED, null, Duration.ZERO, () -> "late"))
          .isInstanceOf(ProblemException.class);
    }
    release.countDown();
    first.join();
    assertThat(ran).containsExactly("first");
    assertThat(bulkhead.run(CallerPresence.ASSUMED, null, Duration.ZERO, () -> 1)).isEqualTo(1);
  }

  @Test
  void run_fullQueueOfCallersWhoAreGone_theyLeaveAndTheNewcomerWaits() {
    CompletableFuture<Void> first = occupy();
    List<Caller> callers = new ArrayList<>();
    List<CompletableFuture<Void>> waiting = new ArrayList<>();
    for (int i = 1; i <= HashingBulkhead.QUEUE; i++) {
      callers.add(new Caller());
      waiting.add(enqueue("w" + i, callers.get(i - 1), i));
    }
    assertThat(callers).as("while there is room").allMatch(caller -> caller.asked.get() == 0);
    callers.subList(0, HashingBulkhead.QUEUE - 1).forEach(caller -> caller.gone = true);

    CompletableFuture<Void> newcomer = enqueue("new", new Caller(), 2);

    waiting
        .subList(0, HashingBulkhead.QUEUE - 1)
        .forEach(gone -> assertThatThrownBy(gone::join).hasCauseInstanceOf(ProblemException.class));
    release.countDown();
    first.join();
    newcomer.join();
    waiting.get(HashingBulkhead.QUEUE - 1).join();
    assertThat(ran).containsExactly("first", "w" + HashingBulkhead.QUEUE, "new");
  }

  @Test
  void run_fullQueue_asksThoseWhoWaitEveryTenthOfASecondAtMost() {
    CompletableFuture<Void> first = occupy();
    Caller one = new Caller();
    CompletableFuture<Void> left = enqueue("w1", one, 1);
    fill(2, CallerPresence.ASSUMED);
    for (int i = 0; i < 50; i++) {
      refusal("late", CallerPresence.ASSUMED);
    }
    assertThat(one.asked).hasValue(1);
    one.gone = true;
    nanos.addAndGet(HashingBulkhead.ASK_EVERY.toNanos() - 1);
    refusal("late", CallerPresence.ASSUMED);
    assertThat(one.asked).hasValue(1);
    nanos.incrementAndGet();

    CompletableFuture<Void> newcomer =
        enqueue("new", CallerPresence.ASSUMED, HashingBulkhead.QUEUE);
    assertThatThrownBy(left::join).hasCauseInstanceOf(ProblemException.class);
    release.countDown();
    first.join();
    newcomer.join();
    assertThat(ran).contains("new").doesNotContain("w1", "late");
  }

  @Test
  void run_goneWhenItsTurnComes_isDroppedWithoutWork_andTheNextHasTheTurn() {
    CompletableFuture<Void> first = occupy();
    Caller caller = new Caller();
    CompletableFuture<Void> left = enqueue("left", caller, 1);
    CompletableFuture<Void> next = enqueue("next", new Caller(), 2);
    caller.gone = true;

    release.countDown();

    first.join();
    next.join();
    assertThatThrownBy(left::join).hasCauseInstanceOf(ProblemException.class);
    assertThat(ran).containsExactly("first", "next");
    assertThat(caller.asked).hasValue(1);
  }

  @Test
  void run_queueFullOfOneAddress_aCallerOfAnotherTakesItsLastPlace_andTheNextTurn() {
    CompletableFuture<Void> first = occupy();
    List<CompletableFuture<Void>> waiting = new ArrayList<>();
    for (int i = 1; i <= HashingBulkhead.QUEUE; i++) {
      waiting.add(enqueue("a" + i, new Caller("a"), i));
    }

    CompletableFuture<Void> other =
        CompletableFuture.runAsync(
            () -> bulkhead.run(new Caller("b"), null, LONG, () -> ran.add("b")), threads);
    assertThatThrownBy(waiting.get(HashingBulkhead.QUEUE - 1)::join)
        .hasCauseInstanceOf(ProblemException.class);
    awaitWaiting(HashingBulkhead.QUEUE);
    assertThat(refusal("a21", new Caller("a")).code()).isEqualTo(ErrorCode.OVERLOADED);

    release.countDown();
    first.join();
    other.join();
    waiting.subList(0, HashingBulkhead.QUEUE - 1).forEach(CompletableFuture::join);
    assertThat(ran.subList(0, 4)).containsExactly("first", "a1", "b", "a2");
    assertThat(ran).hasSize(1 + HashingBulkhead.QUEUE).doesNotContain("a" + HashingBulkhead.QUEUE);
  }

  @Test
  void run_queueSharedEvenly_nobodyLeavesForANewcomer() {
    CompletableFuture<Void> first = occupy();
    List<CompletableFuture<Void>> waiting = new ArrayList<>();
    for (int i = 1; i <= HashingBulkhead.QUEUE; i++) {
      waiting.add(enqueue("w" + i, new Caller(i % 2 == 0 ? "a" : "b"), i));
    }

    assertThat(refusal("a", new Caller("a")).code()).isEqualTo(ErrorCode.OVERLOADED);
    assertThat(refusal("b", new Caller("b")).code()).isEqualTo(ErrorCode.OVERLOADED);

    release.countDown();
    first.join();
    waiting.forEach(CompletableFuture::join);
    assertThat(ran).hasSize(1 + HashingBulkhead.QUEUE);
  }

  @Test
  void run_callersOfTwoAddresses_haveTurnsInTurn() {
    CompletableFuture<Void> first = occupy();
    List<CompletableFuture<Void>> waiting = new ArrayList<>();
    for (int i = 1; i <= 4; i++) {
      waiting.add(enqueue("a" + i, new Caller("a"), i));
    }
    waiting.add(enqueue("b1", new Caller("b"), 5));
    waiting.add(enqueue("b2", new Caller("b"), 6));

    release.countDown();
    first.join();
    waiting.forEach(CompletableFuture::join);

    assertThat(ran).containsExactly("first", "a1", "b1", "a2", "b2", "a3", "a4");
  }

  @Test
  void run_ofOneNameAndAddress_oneRunsAndOneWaits_theNextIsRefused() {
    CompletableFuture<Void> first = occupy();
    CompletableFuture<Void> waits = enqueue("ada", new Caller("a"), "ada", 1);

    assertThatThrownBy(() -> bulkhead.run(new Caller("a"), "ada", LONG, () -> ran.add("third")))
        .isInstanceOf(ProblemException.class);
    CompletableFuture<Void> other = enqueue("bo", new Caller("a"), "bo", 2);
    CompletableFuture<Void> owner = enqueue("ada at home", new Caller("b"), "ada", 3);

    release.countDown();
    first.join();
    waits.join();
    other.join();
    owner.join();
    assertThat(ran).containsExactly("first", "ada", "ada at home", "bo");
    assertThat(bulkhead.run(new Caller("a"), "ada", LONG, () -> "again")).isEqualTo("again");
  }

  @Test
  void run_whoseNameAlreadyRuns_waits_whileOthersPass() {
    HashingBulkhead two = new HashingBulkhead(2, nanos::get, retry::get);
    CountDownLatch begun = new CountDownLatch(1);
    CompletableFuture<Void> first =
        CompletableFuture.runAsync(
            () ->
                two.run(
                    new Caller("a"),
                    "ada",
                    LONG,
                    () -> {
                      begun.countDown();
                      await(release);
                      return ran.add("first");
                    }),
            threads);
    await(begun);
    CompletableFuture<Void> second =
        CompletableFuture.runAsync(
            () -> two.run(new Caller("a"), "ada", LONG, () -> ran.add("second")), threads);
    awaitThat(() -> two.waiting() == 1);

    two.run(new Caller("a"), "bo", LONG, () -> ran.add("bo"));
    assertThat(two.waiting()).isEqualTo(1);
    release.countDown();
    first.join();
    second.join();

    assertThat(ran).containsExactly("bo", "first", "second");
  }

  @Test
  void run_whoseNameWaitsAndIsGone_takesItsPlace() {
    CompletableFuture<Void> first = occupy();
    Caller gone = new Caller("a");
    CompletableFuture<Void> left = enqueue("left", gone, "ada", 1);
    gone.gone = true;

    CompletableFuture<Void> again = enqueue("again", new Caller("a"), "ada", 1);

    assertThatThrownBy(left::join).hasCauseInstanceOf(ProblemException.class);
    release.countDown();
    first.join();
    again.join();
    assertThat(ran).containsExactly("first", "again");
  }

  @Test
  void run_withoutAWait_asksNobody() {
    Caller caller = new Caller();
    assertThat(bulkhead.run(caller, null, LONG, () -> "done")).isEqualTo("done");
    assertThat(caller.asked).hasValue(0);
  }

  @Test
  void run_workOrPresenceThatThrows_givesItsTurnBack() {
    CallerPresence broken =
        new CallerPresence() {
          @Override
          public String address() {
            return "";
          }

          @Override
          public boolean isGone() {
            throw new IllegalStateException("planted");
          }
        };
    CompletableFuture<Void> first = occupy();
    CompletableFuture<Void> asked = enqueue("asked", broken, 1);
    release.countDown();
    first.join();
    assertThatThrownBy(asked::join).hasCauseInstanceOf(IllegalStateException.class);
    for (int i = 0; i < 50; i++) {
      assertThatThrownBy(
              () ->
                  bulkhead.run(
                      CallerPresence.ASSUMED,
                      null,
                      LONG,
                      () -> {
                        throw new IllegalStateException("planted");
                      }))
          .isInstanceOf(IllegalStateException.class);
    }
    assertThat(bulkhead.run(CallerPresence.ASSUMED, null, LONG, () -> 1)).isEqualTo(1);
  }

  @Test
  void run_interruptedWhileItWaits_isRefused_andKeepsNoTurn() {
    CompletableFuture<Void> first = occupy();
    Thread[] waiter = new Thread[1];
    CompletableFuture<Void> interrupted =
        CompletableFuture.runAsync(
            () -> {
              waiter[0] = Thread.currentThread();
              bulkhead.run(CallerPresence.ASSUMED, null, LONG, () -> ran.add("interrupted"));
            },
            threads);
    awaitWaiting(1);
    waiter[0].interrupt();
    assertThatThrownBy(interrupted::join).hasCauseInstanceOf(ProblemException.class);
    release.countDown();
    first.join();
    assertThat(bulkhead.run(CallerPresence.ASSUMED, null, Duration.ZERO, () -> 1)).isEqualTo(1);
    assertThat(ran).containsExactly("first");
  }

  @Test
  void run_interruptedBeforeItBegins_isRefused_andKeepsNoTurn() {
    Thread.currentThread().interrupt();
    try {
      assertThat(refusal("interrupted", CallerPresence.ASSUMED).code())
          .isEqualTo(ErrorCode.OVERLOADED);
    } finally {
      assertThat(Thread.interrupted()).isTrue();
    }
    assertThat(bulkhead.run(CallerPresence.ASSUMED, null, Duration.ZERO, () -> 1)).isEqualTo(1);
  }

  @Test
  void matches_hashOfThePassword_andNothingElse() {
    PasswordHashing passwords = new PasswordHashing(Tokens.CONFIG, nanos::get);
    String hash = passwords.hash("correct horse battery");

    assertThat(hash).startsWith("$argon2id$v=19$m=19456,t=2,p=1$");
    assertThat(passwords.matches("correct horse battery", hash)).isTrue();
    assertThat(passwords.matches("correct horse batterz", hash)).isFalse();
    assertThat(passwords.matches("correct horse battery", null)).isFalse();
    assertThat(passwords.matches("correct horse battery", "!")).isFalse();
    assertThat(passwords.matches("", "")).isFalse();
  }

  /** Takes the one turn until all are let go. */
  private CompletableFuture<Void> occupy() {
    CountDownLatch begun = new CountDownLatch(1);
    CompletableFuture<Void> first =
        CompletableFuture.runAsync(
            () ->
                bulkhead.run(
                    CallerPresence.ASSUMED,
                    null,
                    LONG,
                    () -> {
                      ran.add("first");
                      begun.countDown();
                      await(release);
                      return 1;
                    }),
            threads);
    await(begun);
    return first;
  }

  /** Begins to wait, and returns once as many do. */
  private CompletableFuture<Void> enqueue(String name, CallerPresence caller, int thenWaiting) {
    return enqueue(name, caller, null, thenWaiting);
  }

  private CompletableFuture<Void> enqueue(
      String name, CallerPresence caller, @Nullable String username, int thenWaiting) {
    CompletableFuture<Void> waiter =
        CompletableFuture.runAsync(
            () -> bulkhead.run(caller, username, LONG, () -> ran.add(name)), threads);
    awaitWaiting(thenWaiting);
    return waiter;
  }

  /** Fills the queue from a place on. */
  private void fill(int from, CallerPresence caller) {
    for (int i = from; i <= HashingBulkhead.QUEUE; i++) {
      begun.add(enqueue("w" + i, caller, i));
    }
  }

  private void awaitWaiting(int waiting) {
    awaitThat(() -> bulkhead.waiting() == waiting);
  }

  private static void awaitThat(BooleanSupplier condition) {
    long end = System.nanoTime() + LONG.toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).isLessThan(end);
      Thread.onSpinWait();
    }
  }

  private ProblemException refusal(String name, CallerPresence caller) {
    try {
      bulkhead.run(caller, null, LONG, () -> ran.add(name));
    } catch (ProblemException e) {
      return e;
    }
    throw new AssertionError("not refused: " + name);
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(60, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
