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
 * What this instance knows of generations: cells, doubt, age, and whether the database is away.
 *
 * <p>Of a table of up to {@link GenerationLimits#mostRows} rows it knows all, used or not: so that
 * an entry of Redis that nobody has asked for here can be judged also while the database is away.
 * Of a larger one it knows the tags in use, and has others read when they are asked for.
 *
 * <p>Numbers enter by {@link #complete} alone, from polls that follow each other, so the last one
 * is right even if it is smaller. Everything else only puts tags in doubt (ADR 0002).
 */
public class Generations implements KnownGenerations {
  /**
   * Raised in each transaction that deletes rows which nobody can need: those that remain count.
   */
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

  /** Makes a holder that knows nothing yet: no entry is a hit before the first poll. */
  public Generations(Clock clock, Ticker ticker, GenerationLimits limits) {
    this.clock = clock;
    this.ticker = ticker;
    this.limits = limits;
    this.waits = new PollWaits(lock, availability, ticker, limits);
    this.numbers = new TagNumbers(lock, limits.mostRows(), changes, waits::wakePoller);
  }

  /** Sets what is run when a poll is wanted at once; it must return at once. */
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

  /** The greater of monotonic and wall time: so a paused process knows that it was away. */
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
    lock.lock();
    try {
      // A poll that begins from now on settles every doubt of now; newer ones are not waited
      // for.
      long wanted = polls + 1;
      waits.share(() -> !numbers.doubts().hasAny(tags) || newestGood >= wanted);
      return !numbers.doubts().hasAny(tags);
    } finally {
      lock.unlock();
    }
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

  /** Returns whether a row of the tag has been seen: one need not be inserted. */
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
   * Forgets the rows, as the table has more than can be held: from now on a tag that is new here is
   * in doubt until it has been read. Tags in use are not touched.
   */
  public void forgetRows() {
    underLock(numbers::forgetRows);
  }

  /** Returns the tags that something points to: what a poll of all that is used must cover. */
  public Set<String> tagsInUse() {
    return numbers.tagsInUse();
  }

  /** Returns whether these rows say that others were deleted since the last poll. */
  public boolean tellOfPruning(Map<String, Long> changed) {
    return locked(() -> numbers.tellOfPruning(changed));
  }

  /** Begins a poll. Everything that it reads must be asked of the database after this call. */
  public Poll begin() {
    lock.lock();
    try {
      polls++;
      waits.begun();
      return new Poll(
          polls,
          ticker.nanos(),
          clock.millis(),
          numbers.doubts().lastTicket(),
          numbers.doubts().tags(),
          numbers.doubts().undecided());
    } finally {
      lock.unlock();
    }
  }

  /** Takes what a poll found as what is known from now on. */
  public void complete(Poll poll, PollResult found) {
    RestoreDetector restores = new RestoreDetector();
    boolean pruned = tellOfPruning(found.rows());
    numbers.take(found, pruned, restores);
    lock.lock();
    try {
      numbers.settle(found, pruned, restores, ticket -> settles(poll, ticket));
      restores.warn(LOGGER);
      // After the cells, and before this poll makes anything recent.
      changes.incrementAndGet();
      beganNanos = poll.beganNanos();
      beganMillis = poll.beganMillis();
      read = true;
      newestGood = poll.number();
      // One that took too long counts as failed; but a process that was paused has no such
      // database.
      if (!availability.isAway() || !waits.isTooOld(beganNanos)) {
        availability.found();
      }
      waits.ended();
    } finally {
      lock.unlock();
    }
  }

  /** Says that a poll failed: the database is away until one succeeds, and nobody waits for it. */
  public void failed(Poll poll, String reason) {
    lock.lock();
    try {
      availability.lost(reason);
      waits.ended();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Says that a poll ended by an error of this process, which says nothing of the database: only if
   * nothing has been read for 2 s it counts as away, so that nobody waits for it.
   */
  public void broken(Poll poll, String reason) {
    if (!isRecent()) {
      failed(poll, reason);
      return;
    }
    underLock(waits::ended);
  }

  /**
   * Returns how many rows are known and what they add up to, once these have been taken: what one
   * statement on the table must show beside the same rows. Only if all rows are known.
   */
  public Totals totalsWith(Map<String, Long> changed) {
    return locked(() -> numbers.totalsWith(changed));
  }

  /** Returns how many cells there are, for statistics. */
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
