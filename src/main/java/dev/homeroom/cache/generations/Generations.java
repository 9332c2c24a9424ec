package dev.homeroom.cache.generations;

import dev.homeroom.cache.KnownGenerations;
import dev.homeroom.cache.Stamps;
import dev.homeroom.cache.Tag;
import dev.homeroom.cache.Ticker;
import java.math.BigInteger;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What this instance knows of generations: cells, doubt, age, and whether the database is away.
 *
 * <p>Numbers enter by {@link #complete} alone, from readings that follow each other, so the last
 * one is right even if it is smaller. Everything else only puts tags in doubt (ADR 0002).
 */
public class Generations implements KnownGenerations {
  private static final System.Logger LOGGER = System.getLogger(Generations.class.getName());

  private final Clock clock;
  private final Ticker ticker;
  private final GenerationLimits limits;
  private final Cells cells = new Cells();
  private final ReentrantLock lock = new ReentrantLock();
  private final Presence presence = new Presence();
  private final Waits waits;

  // Guarded by the lock.
  private final Doubts doubts = new Doubts();
  private long readings;
  private long newestGood;

  private final AtomicLong changes = new AtomicLong();
  private volatile boolean read;
  private volatile long beganNanos;
  private volatile long beganMillis;

  /** Makes a holder that knows nothing yet: no entry is a hit before the first reading. */
  public Generations(Clock clock, Ticker ticker, GenerationLimits limits) {
    this.clock = clock;
    this.ticker = ticker;
    this.limits = limits;
    this.waits = new Waits(lock, presence, ticker, limits);
  }

  /** Sets what is run when a reading is wanted at once; it must return at once. */
  public void onReadingWanted(Runnable wake) {
    lock.lock();
    try {
      waits.onReadingWanted(wake);
    } finally {
      lock.unlock();
    }
  }

  @Override
  public Stamps stampsOf(Collection<Tag> tags) {
    KnownCell[] found = new KnownCell[tags.size()];
    long[] numbers = new long[found.length];
    int i = 0;
    for (Tag tag : tags) {
      found[i] = cells.of(tag.name());
      numbers[i] = found[i].known();
      i++;
    }
    return new Stamps(found, numbers);
  }

  @Override
  public Stamps bound(Map<String, Long> generations) {
    KnownCell[] found = generations.keySet().stream().map(cells::of).toArray(KnownCell[]::new);
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
    lock.lock();
    try {
      waits.share(this::isRecent);
      return isRecent();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public boolean awaitRecentOrAway() {
    lock.lock();
    try {
      waits.untilAnswered(this::isRecent);
      return isRecent();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public boolean awaitSettled(Collection<Tag> tags) {
    lock.lock();
    try {
      // A reading that begins from now on settles every doubt of now; newer ones are not waited
      // for.
      long wanted = readings + 1;
      waits.share(() -> !doubts.hasAny(tags) || newestGood >= wanted);
      return !doubts.hasAny(tags);
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void doubt(Collection<Tag> tags, boolean outcomeUnknown) {
    lock.lock();
    try {
      doubts.raise(tags, outcomeUnknown, cells);
      changes.incrementAndGet();
      waits.wakeReader();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public long changes() {
    return changes.get();
  }

  @Override
  public boolean databaseAway() {
    return presence.isAway();
  }

  /** Returns whether a row of the tag has been seen: one need not be inserted. */
  public boolean hasRow(Tag tag) {
    return cells.hasRow(tag.name());
  }

  /** Returns whether tags are in doubt: the next reading is wanted at once. */
  public boolean inDoubt() {
    lock.lock();
    try {
      return !doubts.isEmpty();
    } finally {
      lock.unlock();
    }
  }

  /** Begins a reading. Everything that it reads must be asked of the database after this call. */
  public Reading begin() {
    lock.lock();
    try {
      readings++;
      waits.begun();
      return new Reading(
          readings,
          ticker.nanos(),
          clock.millis(),
          doubts.lastTicket(),
          doubts.tags(),
          doubts.undecided());
    } finally {
      lock.unlock();
    }
  }

  /** Takes what a reading found as what is known from now on. */
  public void complete(Reading reading, FoundRows found) {
    lock.lock();
    try {
      WentBack wentBack = new WentBack();
      found.rows().forEach((tag, generation) -> take(tag, generation, wentBack));
      if (found.whole()) {
        forgetRowsNotIn(found.rows(), wentBack);
      }
      for (Map.Entry<String, Long> row : found.doubted().entrySet()) {
        settle(reading, row.getKey(), row.getValue(), wentBack);
      }
      wentBack.warn(LOGGER);
      // After the cells, and before this reading makes anything recent.
      changes.incrementAndGet();
      beganNanos = reading.beganNanos();
      beganMillis = reading.beganMillis();
      read = true;
      newestGood = reading.number();
      // One that took too long counts as failed; but a process that was paused has no such
      // database.
      if (!presence.isAway() || !waits.isTooOld(beganNanos)) {
        presence.found();
      }
      waits.ended();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Says that a reading failed: the database is away until one succeeds, and nobody waits for it.
   */
  public void failed(Reading reading, String reason) {
    lock.lock();
    try {
      presence.lost(reason);
      waits.ended();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Returns how many rows are known and what they add up to, once these have been taken: what one
   * statement on the table must show beside the same rows.
   */
  public Totals totalsWith(Map<String, Long> rows) {
    lock.lock();
    try {
      Map<String, Long> all = new HashMap<>();
      cells.rows().forEach((tag, cell) -> all.put(tag, cell.last()));
      all.putAll(rows);
      BigInteger sum = BigInteger.ZERO;
      for (long generation : all.values()) {
        sum = sum.add(BigInteger.valueOf(generation));
      }
      return new Totals(all.size(), sum);
    } finally {
      lock.unlock();
    }
  }

  /** Returns how many cells there are, for statistics. */
  public int cells() {
    return cells.size();
  }

  private void take(String tag, long generation, WentBack wentBack) {
    KnownCell cell = cells.ofRow(tag);
    wentBack.look(tag, cell.last(), generation);
    if (doubts.has(tag)) {
      cell.noteWhileInDoubt(generation);
    } else {
      cell.settle(generation);
    }
  }

  private void forgetRowsNotIn(Map<String, Long> rows, WentBack wentBack) {
    for (String tag : Set.copyOf(cells.rows().keySet())) {
      if (!rows.containsKey(tag)) {
        take(tag, 0, wentBack);
        cells.removeRow(tag);
      }
    }
  }

  private void settle(Reading reading, String tag, long generation, WentBack wentBack) {
    Doubts.Doubt doubt = doubts.of(tag);
    if (doubt == null || !settles(reading, doubt.ticket())) {
      return;
    }
    doubts.end(tag);
    wentBack.look(tag, doubt.cell().last(), generation);
    doubt.cell().settle(generation);
  }

  /** Returns whether a reading may settle a doubt: only if it began after the doubt was raised. */
  protected boolean settles(Reading reading, long ticket) {
    return ticket <= reading.lastTicket();
  }
}
