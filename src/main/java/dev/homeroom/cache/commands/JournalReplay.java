package dev.homeroom.cache.commands;

import dev.homeroom.cache.commands.Journal.ChangedKey;
import dev.homeroom.cache.spi.Circuit;
import dev.homeroom.cache.spi.CommandRecovery;
import dev.homeroom.cache.spi.CommandReplay;
import dev.homeroom.cache.spi.CommandReplay.Difference;
import dev.homeroom.cache.spi.TierFailedException;
import dev.homeroom.cache.spi.TierFailure;
import java.util.List;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import org.jspecify.annotations.Nullable;

/**
 * Has Redis forget what memory has changed, and raises its counters: all of it before Redis is used
 * again, and single keys while it is. Deletes may be sent twice; differences are taken out of the
 * journal before they are sent, so that none is ever counted twice: one whose sending failed counts
 * as applied, unless it certainly was not.
 */
final class JournalReplay implements CommandRecovery {
  /** So many keys at most are left for the last step, during which writes of memory wait. */
  private static final int LAST_STEP = 100;

  private static final int ROUNDS = 100;

  /** So many counters at most are raised at once: a lost reply loses them all. */
  private static final int RAISED_AT_ONCE = 500;

  private final Journal journal;
  private final RecentDeletes deletes;
  private final MemoryCommands memory;
  private final CommandReplay redis;
  private final Lock switching;
  private final Circuit circuit;
  private final ReplayFigures figures = new ReplayFigures();

  /** The run of Redis that has all deletes. */
  private volatile long run;

  JournalReplay(
      Circuit circuit,
      MemoryCommands memory,
      CommandReplay redis,
      ChangeNotes notes,
      ReadWriteLock lock) {
    this.circuit = circuit;
    this.run = circuit.redisRun();
    this.journal = notes.journal();
    this.deletes = notes.deletes();
    this.memory = memory;
    this.redis = redis;
    this.switching = lock.writeLock();
  }

  @Override
  public @Nullable TierFailure prepare() {
    return guarded(
        () -> {
          figures.begins(memory.now(), noteLostDeletes());
          // Writers go on meanwhile: until little is left, but not for ever.
          for (int i = 0; i < ROUNDS && (i == 0 || journal.depth() > LAST_STEP); i++) {
            journal.prefixes().forEach(this::deleteAllInUse);
            delete(journal.changed());
            raiseCounters();
          }
        });
  }

  @Override
  public @Nullable TierFailure finish(Runnable enter) {
    switching.lock();
    try {
      return guarded(
          () -> {
            replayAll();
            enter.run();
            if (circuit.isClosed()) {
              memory.clear();
              figures.ended(memory.now());
            }
          });
    } finally {
      switching.unlock();
    }
  }

  /**
   * Has Redis forget single keys that a write failed to change, while it is in use. Waits for Redis
   * first, and lets writes of memory wait only once it answers.
   */
  @Nullable TierFailure replaySingle() {
    return guarded(
        () -> {
          noteLostDeletes();
          if (!journal.isEmpty()) {
            replayNoted();
          }
        });
  }

  private void replayNoted() {
    // Noted before Redis settles: what was sent earlier cannot come after the deletion then.
    List<String> prefixes = journal.prefixes();
    List<ChangedKey> changed = journal.changed();
    redis.settle();
    switching.lock();
    try {
      deleteAll(prefixes);
      delete(changed);
      raiseCounters();
      forget(changed);
    } finally {
      switching.unlock();
    }
  }

  /** Has memory forget keys that Redis answers for again. */
  private void forget(List<ChangedKey> changed) {
    if (journal.isEmpty()) {
      memory.clear();
      return;
    }
    for (ChangedKey key : changed) {
      if (!journal.concerns(key.key())) {
        memory.forget(key.key());
      }
    }
  }

  /**
   * Has memory forget its keys after Redis was emptied: counters are not raised any more, and what
   * may have been set since is deleted.
   */
  void emptied() {
    switching.lock();
    try {
      journal.takeDifferences(memory.now());
      memory.clear();
    } finally {
      switching.unlock();
    }
  }

  /** Empties memory, and has all keys of commands deleted in Redis before it is used for them. */
  void empty() {
    switching.lock();
    try {
      journal.emptied();
      memory.clear();
    } finally {
      switching.unlock();
    }
  }

  /**
   * Has deletes sent again if Redis was restarted and may have lost them; returns whether. What was
   * counted since a delete is kept: such a counter is deleted now, and raised later.
   */
  private boolean noteLostDeletes() {
    long now = circuit.redisRun();
    boolean changed = now != run;
    if (changed) {
      List<String> counted = journal.changedUnlessCounted(deletes.keys(memory.now()), memory.now());
      if (!counted.isEmpty()) {
        redis.delete(counted);
      }
      run = now;
    }
    return changed;
  }

  private static @Nullable TierFailure guarded(Runnable replay) {
    try {
      replay.run();
      return null;
    } catch (TierFailedException e) {
      // Before Redis is in use, each failure counts: else readers would meet old values.
      return e.failure().counting();
    }
  }

  /** Runs while no write runs, so that nothing is left afterwards. */
  private void replayAll() {
    deleteAll(journal.prefixes());
    delete(journal.changed());
    raiseCounters();
  }

  private void deleteAll(List<String> prefixes) {
    for (String prefix : prefixes) {
      redis.deleteAll(prefix);
      journal.forgetPrefix(prefix);
    }
  }

  /** Deletes all keys of a prefix while memory may change more of them. */
  private void deleteAllInUse(String prefix) {
    journal.forgetPrefix(prefix);
    try {
      redis.deleteAll(prefix);
    } catch (TierFailedException e) {
      journal.putBackPrefix(prefix);
      throw e;
    }
  }

  private void delete(List<ChangedKey> changed) {
    if (!changed.isEmpty()) {
      List<String> keys = changed.stream().map(ChangedKey::key).toList();
      redis.delete(keys);
      deletes.deleted(keys, memory.now());
      journal.deleted(changed);
      figures.deleted(changed.size());
    }
  }

  ReplayFigures figures() {
    return figures;
  }

  private void raiseCounters() {
    List<Difference> all = journal.takeDifferences(memory.now());
    for (int from = 0; from < all.size(); from += RAISED_AT_ONCE) {
      int to = Math.min(from + RAISED_AT_ONCE, all.size());
      try {
        redis.raise(all.subList(from, to));
        figures.raised(to - from);
      } catch (TierFailedException e) {
        all.subList(e.mayHaveRun() ? to : from, all.size()).forEach(this::putBack);
        throw e;
      }
    }
  }

  private void putBack(Difference difference) {
    journal.raised(difference.key(), difference.by(), difference.expiresAtMillis(), memory.now());
  }
}
