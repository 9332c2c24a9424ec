package dev.homeroom.cache.generations;

import static org.assertj.core.api.Assertions.assertThat;

import dev.homeroom.cache.Stamps;
import dev.homeroom.cache.Tag;
import dev.homeroom.testkit.LogCapture;
import dev.homeroom.testkit.ManualTime;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Level;
import org.junit.jupiter.api.Test;

class GenerationsTest {
  private static final Tag TAG = Tag.of("user", "42");

  private final ManualTime time = new ManualTime();
  private final Generations generations =
      new Generations(
          time, time, new GenerationLimits(Duration.ofSeconds(2), Duration.ofMillis(50), 50_000));

  private void read(Map<String, Long> rows) {
    generations.complete(generations.begin(), new PollResult(rows, false, Map.of(), Set.of()));
  }

  private void readAll(Map<String, Long> rows) {
    generations.complete(generations.begin(), new PollResult(rows, true, Map.of(), Set.of()));
  }

  @Test
  void beforeTheFirstPoll_nothingIsRecent() {
    assertThat(generations.isRecent()).isFalse();
    assertThat(generations.awaitRecent()).isFalse();
  }

  @Test
  void tagWithoutARow_isGenerationZero_andItsFirstRowVoidsIt() {
    read(Map.of());
    Stamps stamps = generations.stampsOf(List.of(TAG));
    assertThat(stamps.asMap()).isEqualTo(Map.of("user:42", 0L));
    assertThat(stamps.areCurrent()).isTrue();
    read(Map.of("user:42", 7L));
    assertThat(stamps.areCurrent()).isFalse();
    assertThat(generations.stampsOf(List.of(TAG)).asMap()).isEqualTo(Map.of("user:42", 7L));
  }

  @Test
  void smallerNumberThanBefore_isTaken() {
    read(Map.of("user:42", 7L));
    read(Map.of("user:42", 5L));
    assertThat(generations.bound(Map.of("user:42", 5L)).areCurrent()).isTrue();
    assertThat(generations.bound(Map.of("user:42", 7L)).areCurrent()).isFalse();
  }

  @Test
  void age_countsFromThePollsBegin_byTheGreaterClock() {
    Poll slow = generations.begin();
    time.pass(Duration.ofMillis(1_900));
    generations.complete(slow, new PollResult(Map.of(), true, Map.of(), Set.of()));
    assertThat(generations.isRecent()).isTrue();
    time.pass(Duration.ofMillis(200));
    assertThat(generations.isRecent()).isFalse();
    read(Map.of());
    assertThat(generations.isRecent()).isTrue();
    time.passOnTheWall(Duration.ofSeconds(3));
    assertThat(generations.isRecent()).isFalse();
    assertThat(generations.age()).isGreaterThan(Duration.ofSeconds(2));
  }

  @Test
  void changes_doubtAndPoll_raiseIt_andNothingElseDoes() {
    read(Map.of("user:42", 7L));
    long before = generations.changes();
    assertThat(generations.stampsOf(List.of(TAG)).areCurrent()).isTrue();
    generations.awaitRecent();
    assertThat(generations.changes()).isEqualTo(before);
    generations.doubt(List.of(TAG), false);
    long doubted = generations.changes();
    assertThat(doubted).isNotEqualTo(before);
    read(Map.of("user:42", 8L));
    assertThat(generations.changes()).isNotIn(before, doubted);
  }

  @Test
  void doubt_makesNothingCurrent_untilAPollThatBeganLater() {
    read(Map.of("user:42", 7L));
    Stamps stamps = generations.stampsOf(List.of(TAG));
    Poll early = generations.begin();
    generations.doubt(List.of(TAG), false);
    generations.complete(early, new PollResult(Map.of("user:42", 7L), false, Map.of(), Set.of()));
    assertThat(stamps.areCurrent()).isFalse();
    assertThat(generations.stampsOf(List.of(TAG)).areKnown()).isFalse();
    Poll later = generations.begin();
    assertThat(later.doubted()).containsExactly("user:42");
    generations.complete(later, new PollResult(Map.of(), false, Map.of("user:42", 7L), Set.of()));
    assertThat(stamps.areCurrent()).isTrue();
    assertThat(generations.begin().doubted()).isEmpty();
  }

  @Test
  void doubtOfUnknownOutcome_staysWhileTheRowIsLocked() {
    read(Map.of("user:42", 7L));
    generations.doubt(List.of(TAG), true);
    generations.doubt(List.of(TAG), false);
    Poll poll = generations.begin();
    assertThat(poll.undecided()).containsExactly("user:42");
    generations.complete(poll, new PollResult(Map.of(), false, Map.of(), Set.of("user:42")));
    assertThat(generations.begin().doubted()).containsExactly("user:42");
  }

  @Test
  void databaseAway_nobodyWaits() {
    read(Map.of());
    time.pass(Duration.ofSeconds(3));
    generations.failed(generations.begin(), "refused");
    assertThat(generations.databaseAway()).isTrue();
    generations.onPollWanted(
        () -> {
          throw new AssertionError("nobody asks for a poll while the database is away");
        });
    assertThat(generations.awaitRecent()).isFalse();
    assertThat(generations.awaitSettled(List.of(TAG))).isTrue();
  }

  @Test
  void awaitedInVain_nobodyWaitsForThatPollAgain_untilOneHasEnded() {
    read(Map.of("user:42", 7L));
    time.pass(Duration.ofSeconds(1));
    generations.doubt(List.of(TAG), false);
    AtomicInteger wakes = new AtomicInteger();
    generations.onPollWanted(wakes::incrementAndGet);
    Poll slow = generations.begin();
    assertThat(generations.awaitSettled(List.of(TAG))).isFalse();
    int first = wakes.get();
    assertThat(first).isPositive();
    // Another look of the same request, another request, another reason: the wait was theirs too.
    assertThat(generations.awaitSettled(List.of(TAG))).isFalse();
    time.pass(Duration.ofMillis(1_100));
    assertThat(generations.awaitRecent()).isFalse();
    assertThat(wakes).hasValue(first);
    generations.complete(slow, new PollResult(Map.of(), false, Map.of(), Set.of()));
    time.pass(Duration.ofSeconds(1));
    assertThat(generations.awaitRecent()).isFalse();
    assertThat(wakes.get()).isGreaterThan(first);
  }

  @Test
  void poll_withoutAnAnswerForTwoSeconds_isGivenUpByWhoAwaitsIt() {
    read(Map.of());
    time.pass(Duration.ofMillis(400));
    Poll slow = generations.begin();
    time.pass(Duration.ofMillis(1_900));
    assertThat(generations.databaseAway()).isFalse();
    assertThat(generations.awaitRecentOrAway()).isFalse();
    assertThat(generations.databaseAway()).isTrue();
    // It answers after all: its rows count, but it carries no hit, and the next is no sooner there.
    generations.complete(slow, new PollResult(Map.of("user:42", 7L), false, Map.of(), Set.of()));
    assertThat(generations.hasRow(TAG)).isTrue();
    assertThat(generations.databaseAway()).isTrue();
    read(Map.of());
    assertThat(generations.databaseAway()).isFalse();
    assertThat(generations.awaitRecentOrAway()).isTrue();
  }

  @Test
  void processPausedInTheMiddleOfAPoll_isNoDatabaseAway() {
    read(Map.of());
    Poll interrupted = generations.begin();
    time.pass(Duration.ofSeconds(20));
    generations.onPollWanted(
        () -> {
          // What the poller does when it wakes: it ends that poll, and begins the next.
          generations.complete(interrupted, new PollResult(Map.of(), false, Map.of(), Set.of()));
          read(Map.of("user:42", 7L));
        });
    assertThat(generations.awaitRecentOrAway()).isTrue();
    assertThat(generations.databaseAway()).isFalse();
    assertThat(generations.hasRow(TAG)).isTrue();
  }

  @Test
  void rowGone_voidsForGoodWhatCarriesItsNumber_andWhatWasMadeBeforeIt() {
    Stamps before = generations.stampsOf(List.of(TAG));
    read(Map.of("user:42", 7L));
    Stamps stamps = generations.stampsOf(List.of(TAG));
    readAll(Map.of());
    assertThat(generations.hasRow(TAG)).isFalse();
    assertThat(stamps.areCurrent()).isFalse();
    assertThat(before.areCurrent()).as("what was made before the row carries 0 too").isFalse();
    Stamps after = generations.stampsOf(List.of(TAG));
    assertThat(after.asMap()).isEqualTo(Map.of("user:42", 0L));
    assertThat(after.areCurrent()).isTrue();
    read(Map.of("user:42", 9L));
    assertThat(after.areCurrent()).isFalse();
    read(Map.of("user:42", 7L));
    assertThat(stamps.areCurrent()).as("a number of the lost time").isFalse();
    assertThat(generations.stampsOf(List.of(TAG)).generation(0)).isEqualTo(7);
  }

  @Test
  void rowGoneWhileInDoubt_newCellIsInDoubtToo() {
    read(Map.of("user:42", 7L));
    Stamps held = generations.stampsOf(List.of(TAG));
    generations.doubt(List.of(TAG), true);
    generations.complete(
        generations.begin(), new PollResult(Map.of(), true, Map.of(), Set.of("user:42")));
    assertThat(held.areCurrent()).isFalse();
    assertThat(generations.stampsOf(List.of(TAG)).areKnown()).isFalse();
    generations.complete(
        generations.begin(), new PollResult(Map.of(), false, Map.of("user:42", 0L), Set.of()));
    assertThat(generations.stampsOf(List.of(TAG)).asMap()).isEqualTo(Map.of("user:42", 0L));
  }

  @Test
  void rowsPruned_areNoDatabaseThatWentBack() {
    try (LogCapture log = new LogCapture(Generations.class.getName())) {
      readAll(Map.of("user:42", 7L, "user:43", 8L, "pruned:generations", 1L));
      Stamps stamps = generations.stampsOf(List.of(TAG, Tag.of("user", "43")));
      assertThat(generations.tellOfPruning(Map.of("pruned:generations", 1L))).isFalse();
      assertThat(generations.tellOfPruning(Map.of("pruned:generations", 5L))).isTrue();
      readAll(Map.of("user:43", 8L, "pruned:generations", 5L));
      assertThat(stamps.areCurrent()).isFalse();
      assertThat(log.linesFrom(Level.WARNING)).isEmpty();
      assertThat(generations.stampsOf(List.of(Tag.of("user", "43"))).areCurrent()).isTrue();
      readAll(Map.of("pruned:generations", 5L));
      assertThat(log.linesFrom(Level.WARNING)).hasSize(1);
    }
  }

  @Test
  void totals_areKeptWithEachPoll_modulo64Bits() {
    readAll(Map.of("a", 5L, "b", Long.MAX_VALUE));
    read(Map.of("a", 7L, "c", 0L));
    assertThat(generations.totalsWith(Map.of("b", 1L, "d", 2L)))
        .isEqualTo(new Totals(4, 7 + 1 + 0 + 2));
    readAll(Map.of("a", 7L));
    assertThat(generations.totalsWith(Map.of())).isEqualTo(new Totals(1, 7));
    generations.doubt(List.of(Tag.of("x", "y")), false);
    generations.complete(
        generations.begin(), new PollResult(Map.of(), false, Map.of("x:y", 3L), Set.of()));
    assertThat(generations.totalsWith(Map.of())).isEqualTo(new Totals(2, 10));
  }

  @Test
  void tagSettledAndForgotten_keepsItsNumber() {
    readAll(Map.of("user:42", 7L));
    generations.doubt(List.of(TAG), false);
    // Nobody uses the tag now: only the rows remember what settled it.
    generations.complete(
        generations.begin(), new PollResult(Map.of(), false, Map.of("user:42", 9L), Set.of()));
    assertThat(generations.stampsOf(List.of(TAG)).asMap()).isEqualTo(Map.of("user:42", 9L));
  }

  @Test
  void tableTooLarge_newTagIsReadWhenItIsAskedFor_andCellsInUseArePolled() {
    readAll(Map.of("user:42", 7L));
    Stamps used = generations.stampsOf(List.of(TAG));
    generations.forgetRows();
    assertThat(generations.knowsAllRows()).isFalse();
    assertThat(used.areCurrent()).isTrue();
    AtomicInteger wakes = new AtomicInteger();
    generations.onPollWanted(wakes::incrementAndGet);

    Tag other = Tag.of("user", "43");
    Stamps unknown = generations.stampsOf(List.of(other));
    assertThat(unknown.areKnown()).isFalse();
    assertThat(wakes.get()).isPositive();
    assertThat(generations.tagsInUse()).contains("user:42", "user:43");
    Poll poll = generations.begin();
    assertThat(poll.doubted()).containsExactly("user:43");
    generations.complete(
        poll, new PollResult(Map.of("user:42", 8L), false, Map.of("user:43", 0L), Set.of()));
    assertThat(used.areCurrent()).isFalse();
    assertThat(generations.stampsOf(List.of(TAG, other)).asMap())
        .isEqualTo(Map.of("user:42", 8L, "user:43", 0L));
    assertThat(unknown.asMap()).isEqualTo(Map.of("user:43", Stamps.UNKNOWN));

    readAll(Map.of("user:42", 8L));
    assertThat(generations.knowsAllRows()).isTrue();
    assertThat(generations.stampsOf(List.of(Tag.of("user", "44"))).areKnown()).isTrue();
  }

  @Test
  void pollBroken_isNoDatabaseAway_untilNothingWasReadForTwoSeconds() {
    read(Map.of());
    generations.broken(generations.begin(), "OutOfMemoryError");
    assertThat(generations.databaseAway()).isFalse();
    time.pass(Duration.ofSeconds(3));
    generations.broken(generations.begin(), "OutOfMemoryError");
    assertThat(generations.databaseAway()).isTrue();
  }

  @Test
  void cellsWithoutARow_liveAsLongAsSomebodyHoldsThem() {
    Stamps held = generations.stampsOf(List.of(TAG));
    for (int i = 0; i < 100_000; i++) {
      generations.stampsOf(List.of(Tag.of("nobody", "" + i)));
      if (i % 20_000 == 0) {
        System.gc();
      }
    }
    System.gc();
    generations.stampsOf(List.of(Tag.of("nobody", "last")));
    assertThat(generations.cells()).isLessThan(60_000);
    read(Map.of("user:42", 1L));
    assertThat(held.areCurrent()).isFalse();
  }
}
