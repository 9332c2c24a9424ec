package dev.homeroom.cache.generations;

import dev.homeroom.cache.Tag;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.LongPredicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Holds the number of each tag: the known rows, the cells that entries point to, and the doubts.
 * Changed under the lock of {@link Generations}; methods that take it themselves say so.
 */
final class TagNumbers {
  /** The number of cells that are changed at a time, which bounds the wait for the lock. */
  private static final int AT_ONCE = 500;

  private final ReentrantLock lock;
  private final int mostRows;
  private final AtomicLong changes;
  private final Runnable wakePoller;
  private final Cells cells = new Cells();
  private final Doubts doubts = new Doubts();
  private KnownRows rows = KnownRows.all(Map.of());
  private long prunings;

  /**
   * Makes an instance without rows; {@code changes} is raised after each change of cells, {@code
   * wakePoller} runs under the lock when a poll is wanted at once.
   */
  TagNumbers(ReentrantLock lock, int mostRows, AtomicLong changes, Runnable wakePoller) {
    this.lock = lock;
    this.mostRows = mostRows;
    this.changes = changes;
    this.wakePoller = wakePoller;
  }

  Doubts doubts() {
    return doubts;
  }

  int cells() {
    return cells.size();
  }

  Set<String> tagsInUse() {
    return cells.inUse().stream().map(KnownCell::tag).collect(Collectors.toSet());
  }

  /** Returns the cell of a tag. Takes the lock only for a tag that is not in use yet. */
  KnownCell cell(String tag) {
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
        wakePoller.run();
      } else {
        note(cell, generation);
      }
      cells.use(cell);
      return cell;
    } finally {
      lock.unlock();
    }
  }

  void doubt(Collection<Tag> tags, boolean outcomeUnknown) {
    doubts.raise(tags, outcomeUnknown);
    for (Tag tag : tags) {
      KnownCell cell = cells.find(tag.name());
      if (cell != null) {
        cell.doubt();
      }
    }
    changes.incrementAndGet();
    wakePoller.run();
  }

  boolean hasRow(String tag) {
    KnownCell cell = cells.find(tag);
    return rows.has(tag) || (cell != null && cell.last() != 0);
  }

  boolean areAllRows() {
    return rows.areAll();
  }

  void forgetRows() {
    rows = KnownRows.none();
  }

  Totals totalsWith(Map<String, Long> changed) {
    return rows.totalsWith(changed);
  }

  boolean tellOfPruning(Map<String, Long> changed) {
    Long now = changed.get(Generations.PRUNED.name());
    return now != null && now != prunings;
  }

  /** Takes over the rows of a poll. Takes and releases the lock repeatedly. */
  void take(PollResult found, boolean pruned, RestoreDetector restores) {
    if (found.whole()) {
      takeAll(KnownRows.all(found.rows()), pruned, restores);
    } else {
      takeChanged(found.rows(), pruned, restores);
    }
  }

  private void takeAll(KnownRows all, boolean pruned, RestoreDetector restores) {
    lock.lock();
    try {
      // From now on new cells take their number from these rows.
      rows = all;
    } finally {
      lock.unlock();
    }
    inParts(
        cells.inUse(),
        cell -> take(cell, Objects.requireNonNull(all.of(cell.tag())), pruned, restores));
  }

  private void takeChanged(Map<String, Long> changed, boolean pruned, RestoreDetector restores) {
    inParts(
        changed.entrySet(),
        row -> {
          rows.put(row.getKey(), row.getValue());
          if (rows.size() > mostRows) {
            forgetRows();
          }
          take(cells.find(row.getKey()), row.getValue(), pruned, restores);
        });
  }

  /** Applies a change to each element under the lock, which is released now and then. */
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

  /** Ends the doubts whose tickets the poll settles, and takes over the numbers of their tags. */
  void settle(PollResult found, boolean pruned, RestoreDetector restores, LongPredicate settles) {
    prunings = found.rows().getOrDefault(Generations.PRUNED.name(), prunings);
    for (Map.Entry<String, Long> row : found.doubted().entrySet()) {
      Doubts.Doubt doubt = doubts.of(row.getKey());
      if (doubt != null && settles.test(doubt.ticket())) {
        settle(row.getKey(), row.getValue(), pruned, restores);
      }
    }
  }

  private void settle(String tag, long generation, boolean pruned, RestoreDetector restores) {
    doubts.end(tag);
    if (generation != 0 || rows.has(tag)) {
      rows.put(tag, generation);
    }
    take(cells.find(tag), generation, pruned, restores);
  }

  private void take(
      @Nullable KnownCell cell, long generation, boolean pruned, RestoreDetector restores) {
    if (cell == null) {
      return;
    }
    boolean gone = generation == 0 && cell.last() != 0;
    if (!gone || !pruned) {
      restores.look(cell.tag(), cell.last(), generation);
    }
    if (gone) {
      // Entries from before the row was inserted carry 0 too, and must not become valid again.
      cells.retire(cell);
    } else {
      note(cell, generation);
    }
  }

  private void note(KnownCell cell, long generation) {
    if (doubts.has(cell.tag())) {
      cell.noteWhileInDoubt(generation);
    } else {
      cell.settle(generation);
    }
  }
}
