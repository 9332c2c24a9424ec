package dev.homeroom.cache.generations;

import dev.homeroom.cache.KnownGenerations;
import dev.homeroom.cache.Stamps;
import dev.homeroom.cache.Tag;
import dev.homeroom.time.Ticker;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * What this instance knows of generations: cells, doubt, age, and whether the database is away.
 *
 * <p>Of a table of up to {@link GenerationLimits#mostRows} rows it knows all, used or not: so that
 * an entry of Redis that nobody has asked for here can be judged also while the database is away.
 * Of a larger one it knows the tags in use, and has others read when they are asked for.
 *
 * <p>Numbers enter by {@link #complete} alone, from readings that follow each other, so the last
 * one is right even if it is smaller. Everything else only puts tags in doubt (ADR 0002).
 */
public class Generations implements KnownGenerations {
  /**
   * Raised in each transaction that deletes rows which nobody can need: those that remain count.
   */
  public static final Tag PRUNED = Tag.of("pruned", "generations");

  private static final System.Logger LOGGER = System.getLogger(Generations.class.getName());

  /** How many cells are changed at once: nobody stands still for longer than that takes. */
  private static final int AT_ONCE = 500;

  private final Clock clock;
  private final Ticker ticker;
  private final GenerationLimits limits;
  private final Cells cells = new Cells();
  private final ReentrantLock lock = new ReentrantLock();
  private final Presence presence = new Presence();
  private final Waits waits;

  // Guarded by the lock.
  private final Doubts doubts = new Doubts();
  private KnownRows rows = KnownRows.all(Map.of());
  private long prunings;
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
      found[i] = cell(tag.name());
      numbers[i] = found[i].known();
      i++;
    }
    return new Stamps(found, numbers);
  }

  @Override
  public Stamps bound(Map<String, Long> generations) {
    KnownCell[] found = generations.keySet().stream().map(this::cell).toArray(KnownCell[]::new);
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
      doubts.raise(tags, outcomeUnknown);
      for (Tag tag : tags) {
        KnownCell cell = cells.find(tag.name());
        if (cell != null) {
          cell.doubt();
        }
      }
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
    lock.lock();
    try {
      KnownCell cell = cells.find(tag.name());
      return rows.has(tag.name()) || (cell != null && cell.last() != 0);
    } finally {
      lock.unlock();
    }
  }

  /** Returns whether all rows of the table are known, and not only those of tags in use. */
  public boolean knowsAllRows() {
    lock.lock();
    try {
      return rows.areAll();
    } finally {
      lock.unlock();
    }
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
    lock.lock();
    try {
      rows = KnownRows.none();
    } finally {
      lock.unlock();
    }
  }

  /** Returns the tags that something points to: what a reading of all that is used must cover. */
  public Set<String> tagsInUse() {
    return cells.inUse().stream().map(KnownCell::tag).collect(Collectors.toSet());
  }

  /** Returns whether these rows say that others were deleted since the last reading. */
  public boolean tellOfPruning(Map<String, Long> changed) {
    Long now = changed.get(PRUNED.name());
    lock.lock();
    try {
      return now != null && now != prunings;
    } finally {
      lock.unlock();
    }
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
    WentBack wentBack = new WentBack();
    boolean pruned = tellOfPruning(found.rows());
    if (found.whole()) {
      takeAll(KnownRows.all(found.rows()), pruned, wentBack);
    } else {
      take(found.rows(), pruned, wentBack);
    }
    lock.lock();
    try {
      prunings = found.rows().getOrDefault(PRUNED.name(), prunings);
      for (Map.Entry<String, Long> row : found.doubted().entrySet()) {
        settle(reading, row.getKey(), row.getValue(), pruned, wentBack);
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
   * Says that a reading ended by an error of this process, which says nothing of the database: only
   * if nothing has been read for 2 s it counts as away, so that nobody waits for it.
   */
  public void broken(Reading reading, String reason) {
    if (!isRecent()) {
      failed(reading, reason);
      return;
    }
    lock.lock();
    try {
      waits.ended();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Returns how many rows are known and what they add up to, once these have been taken: what one
   * statement on the table must show beside the same rows. Only if all rows are known.
   */
  public Totals totalsWith(Map<String, Long> changed) {
    lock.lock();
    try {
      return rows.totalsWith(changed);
    } finally {
      lock.unlock();
    }
  }

  /** Returns how many cells there are, for statistics. */
  public int cells() {
    return cells.size();
  }

  private KnownCell cell(String tag) {
    KnownCell cell = cells.find(tag);
    return cell != null ? cell : newCell(tag);
  }

  private KnownCell newCell(String tag) {
    lock.lock();
    try {
      KnownCell present = cells.find(tag);
      if (present != null) {
        return present;
      }
      KnownCell cell = new KnownCell(tag);
      Long generation = rows.of(tag);
      if (generation == null) {
        doubts.raise(List.of(new Tag(tag)), false);
        waits.wakeReader();
      } else {
        note(cell, generation);
      }
      cells.use(cell);
      return cell;
    } finally {
      lock.unlock();
    }
  }

  /** Takes rows that are all there are, and compares every cell with them. */
  private void takeAll(KnownRows all, boolean pruned, WentBack wentBack) {
    lock.lock();
    try {
      // From now on new cells take their number from these rows.
      rows = all;
    } finally {
      lock.unlock();
    }
    inParts(
        cells.inUse(),
        cell -> take(cell, Objects.requireNonNull(all.of(cell.tag())), pruned, wentBack));
  }

  private void take(Map<String, Long> changed, boolean pruned, WentBack wentBack) {
    inParts(
        changed.entrySet(),
        row -> {
          rows.put(row.getKey(), row.getValue());
          if (rows.size() > limits.mostRows()) {
            rows = KnownRows.none();
          }
          KnownCell cell = cells.find(row.getKey());
          if (cell != null) {
            take(cell, row.getValue(), pruned, wentBack);
          }
        });
  }

  /** Does something with each, under the lock, which is given up now and then. */
  private <T> void inParts(Collection<T> all, Consumer<T> change) {
    Iterator<T> left = all.iterator();
    while (left.hasNext()) {
      lock.lock();
      try {
        for (int i = 0; i < AT_ONCE && left.hasNext(); i++) {
          change.accept(left.next());
        }
        changes.incrementAndGet();
      } finally {
        lock.unlock();
      }
    }
  }

  private void take(KnownCell cell, long generation, boolean pruned, WentBack wentBack) {
    if (generation == 0 && cell.last() != 0) {
      if (!pruned) {
        wentBack.look(cell.tag(), cell.last(), generation);
      }
      // What was made before the row came carries 0 too: it must not count again.
      cells.retire(cell);
      return;
    }
    wentBack.look(cell.tag(), cell.last(), generation);
    note(cell, generation);
  }

  private void note(KnownCell cell, long generation) {
    if (doubts.has(cell.tag())) {
      cell.noteWhileInDoubt(generation);
    } else {
      cell.settle(generation);
    }
  }

  private void settle(
      Reading reading, String tag, long generation, boolean pruned, WentBack wentBack) {
    Doubts.Doubt doubt = doubts.of(tag);
    if (doubt == null || !settles(reading, doubt.ticket())) {
      return;
    }
    doubts.end(tag);
    if (generation != 0 || rows.has(tag)) {
      rows.put(tag, generation);
    }
    KnownCell cell = cells.find(tag);
    if (cell != null) {
      take(cell, generation, pruned, wentBack);
    }
  }

  /** Returns whether a reading may settle a doubt: only if it began after the doubt was raised. */
  protected boolean settles(Reading reading, long ticket) {
    return ticket <= reading.lastTicket();
  }
}
