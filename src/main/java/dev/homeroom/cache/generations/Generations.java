package dev.homeroom.cache.generations;

import dev.homeroom.cache.KnownGenerations;
import dev.homeroom.cache.Stamps;
import dev.homeroom.cache.Tag;
import dev.homeroom.time.Ticker;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * Holds the generations that this instance knows, with their doubts and their age, and whether the
 * database is away.
 *
 * <p>It knows all rows of a table of up to {@link GenerationLimits#mostRows} rows, so that every
 * entry of Redis can be checked also while the database is away. Of a larger table it knows the
 * tags in use; other tags are read when they are first asked for.
 *
 * <p>Numbers enter by {@link #complete} alone, from polls that follow each other, so the last one
 * is right even if it is smaller. Everything else only puts tags in doubt (ADR 0002).
 */
public class Generations implements KnownGenerations {
  /** The tag that each deletion of unused rows raises, so that pollers read the rest again. */
  public static final Tag PRUNED = Tag.of("pruned", "generations");

  private static final System.Logger LOGGER = System.getLogger(Generations.class.getName());

  private final Clock clock;
  private final Ticker ticker;
  private final GenerationLimits limits;
  private final ReentrantLock lock = new ReentrantLock();
  private final DatabaseAvailability availability = new DatabaseAvailability();
  private final AtomicLong changes = new AtomicLong();
  private final PollWaits waits;
  private final TagNumbers numbers;

  // Guarded by the lock.
  private long polls;
  private long newestGood;

  private volatile boolean read;
  private volatile long beganNanos;
  private volatile long beganMillis;

  /** Makes an instance that knows nothing yet: no entry is a hit before the first poll. */
  public Generations(Clock clock, Ticker ticker, GenerationLimits limits) {
    this.clock = clock;
    this.ticker = ticker;
    this.limits = limits;
    this.waits = new PollWaits(lock, availability, ticker, limits);
    this.numbers = new TagNumbers(lock, limits.mostRows(), changes, waits::wakePoller);
  }

  /** Sets a callback that requests a poll at once; it must not block. */
  public void onPollWanted(Runnable wake) {
    underLock(() -> waits.onPollWanted(wake));
  }

  @Override
  public Stamps stampsOf(Collection<Tag> tags) {
    KnownCell[] found = new KnownCell[tags.size()];
    long[] known = new long[found.length];
    int i = 0;
    for (Tag tag : tags) {
      found[i] = numbers.cell(tag.name());
      known[i] = found[i].known();
      i++;
    }
    return new Stamps(found, known);
  }

  @Override
  public Stamps bound(Map<String, Long> generations) {
    KnownCell[] found = generations.keySet().stream().map(numbers::cell).toArray(KnownCell[]::new);
    return new Stamps(found, generations.values().stream().mapToLong(Long::longValue).toArray());
  }

  @Override
  public boolean isRecent() {
    return isRecent(clock.millis());
  }

  @Override
  public boolean isRecent(long nowMillis) {
    return read && ageNanos(nowMillis) <= limits.oldestUsable().toNanos();
  }

  @Override
  public Duration age() {
    return read ? Duration.ofNanos(ageNanos(clock.millis())) : Duration.ofDays(1);
  }

  /** Returns the greater of monotonic and wall time, so that a paused process notices its pause. */
  private long ageNanos(long nowMillis) {
    long wall = TimeUnit.MILLISECONDS.toNanos(nowMillis - beganMillis);
    return Math.max(ticker.nanos() - beganNanos, wall);
  }

  @Override
  public boolean awaitRecent() {
    if (isRecent()) {
      return true;
    }
    underLock(() -> waits.share(this::isRecent));
    return isRecent();
  }

  @Override
  public boolean awaitRecentOrAway() {
    underLock(() -> waits.untilAnswered(this::isRecent));
    return isRecent();
  }

  @Override
  public boolean awaitSettled(Collection<Tag> tags) {
    return locked(
        () -> {
          // A poll that begins from now on settles every doubt of now; newer ones need no wait.
          long wanted = polls + 1;
          waits.share(() -> !numbers.doubts().hasAny(tags) || newestGood >= wanted);
          return !numbers.doubts().hasAny(tags);
        });
  }

  @Override
  public void doubt(Collection<Tag> tags, boolean outcomeUnknown) {
    underLock(() -> numbers.doubt(tags, outcomeUnknown));
  }

  @Override
  public long changes() {
    return changes.get();
  }

  @Override
  public boolean databaseAway() {
    return availability.isAway();
  }

  /** Returns whether a row of the tag has been seen, so that none need be inserted. */
  public boolean hasRow(Tag tag) {
    return locked(() -> numbers.hasRow(tag.name()));
  }

  /** Returns whether all rows of the table are known, and not only those of tags in use. */
  public boolean knowsAllRows() {
    return locked(() -> numbers.areAllRows());
  }

  /** Returns how many rows of the table can be held. */
  public int mostRows() {
    return limits.mostRows();
  }

  /**
   * Forgets the rows of tags that are not in use, as the table has more than can be held: from now
   * on a tag that is new here is in doubt until it has been read.
   */
  public void forgetRows() {
    underLock(numbers::forgetRows);
  }

  /** Returns the tags in use, which a poll must read if the table is too large to be read whole. */
  public Set<String> tagsInUse() {
    return numbers.tagsInUse();
  }

  /** Returns whether these rows show that rows were deleted since the last poll. */
  public boolean tellOfPruning(Map<String, Long> changed) {
    return locked(() -> numbers.tellOfPruning(changed));
  }

  /** Begins a poll. All its queries must be sent after this call. */
  public Poll begin() {
    return locked(
        () -> {
          waits.begun();
          return new Poll(
              ++polls,
              ticker.nanos(),
              clock.millis(),
              numbers.doubts().lastTicket(),
              numbers.doubts().tags(),
              numbers.doubts().undecided());
        });
  }

  /** Takes over the result of a poll. */
  public void complete(Poll poll, PollResult found) {
    RestoreDetector restores = new RestoreDetector();
    boolean pruned = tellOfPruning(found.rows());
    numbers.take(found, pruned, restores);
    underLock(() -> settle(poll, found, pruned, restores));
  }

  private void settle(Poll poll, PollResult found, boolean pruned, RestoreDetector restores) {
    numbers.settle(found, pruned, restores, ticket -> settles(poll, ticket));
    restores.warn(LOGGER);
    // After the change of the cells, and before this poll makes them recent.
    changes.incrementAndGet();
    beganNanos = poll.beganNanos();
    beganMillis = poll.beganMillis();
    read = true;
    newestGood = poll.number();
    // A poll that took too long counts as failed, unless the process was paused.
    if (!availability.isAway() || !waits.isTooOld(beganNanos)) {
      availability.found();
    }
    waits.ended();
  }

  /** Notes that a poll failed: until one succeeds, the database is away and no caller waits. */
  public void failed(Poll poll, String reason) {
    underLock(
        () -> {
          availability.lost(reason);
          waits.ended();
        });
  }

  /**
   * Notes that a poll ended by an error of this process: the database counts as away only if the
   * last good poll is older than 2 s.
   */
  public void broken(Poll poll, String reason) {
    if (isRecent()) {
      underLock(waits::ended);
    } else {
      failed(poll, reason);
    }
  }

  /** Returns the expected totals with these changed rows; valid only if all rows are known. */
  public Totals totalsWith(Map<String, Long> changed) {
    return locked(() -> numbers.totalsWith(changed));
  }

  /** Returns the number of cells, for statistics. */
  public int cells() {
    return numbers.cells();
  }

  private void underLock(Runnable change) {
    lock.lock();
    try {
      change.run();
    } finally {
      lock.unlock();
    }
  }

  private <T> T locked(Supplier<T> question) {
    lock.lock();
    try {
      return question.get();
    } finally {
      lock.unlock();
    }
  }

  /** Returns whether a poll may settle a doubt: only if it began after the doubt was raised. */
  protected boolean settles(Poll poll, long ticket) {
    return ticket <= poll.lastTicket();
  }
}
