package dev.homeroom.cache.commands;

import dev.homeroom.cache.spi.CommandReplay.Difference;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What this instance's memory has changed in Redis' place: keys that Redis must forget, and
 * counters with what they were raised by. Bounded by keys and bytes: beyond them it keeps only what
 * the keys begin with, up to their first colon, and all such keys are to be deleted in Redis, so
 * that no change is lost. Safe for all threads.
 */
final class Journal {
  /** The bytes that are counted for a key beside its own. */
  private static final long AROUND = 100;

  /** The most prefixes before all keys of commands are concerned. */
  private static final int MAX_PREFIXES = 100;

  private final int maxKeys;
  private final long maxBytes;
  private final Map<String, Note> notes = new HashMap<>();
  private final Set<String> prefixes = new HashSet<>();
  private long bytes;
  private long sequence;
  private long overflows;

  private volatile Runnable overflowed = () -> {};

  /** Whether there is nothing in it, for readers without the lock. */
  private volatile boolean empty = true;

  /**
   * What is noted of a key.
   *
   * @param sequence of the last change
   * @param since when it was noted first, in ms
   * @param difference null if the key is to be deleted
   */
  private record Note(long sequence, long since, @Nullable Difference difference) {}

  /** A key that is to be deleted, as of one moment. */
  record ChangedKey(String key, long sequence) {}

  Journal(int maxKeys, long maxBytes) {
    this.maxKeys = maxKeys;
    this.maxBytes = maxBytes;
  }

  boolean isEmpty() {
    return empty;
  }

  /** Returns whether memory answers for a key, since Redis may have an old value of it. */
  boolean concerns(String key) {
    if (empty) {
      return false;
    }
    synchronized (this) {
      return notes.containsKey(key) || isCovered(key);
    }
  }

  private boolean isCovered(String key) {
    return prefixes.contains("") || prefixes.contains(prefix(key));
  }

  private static String prefix(String key) {
    return key.substring(0, key.indexOf(':') + 1);
  }

  /** Notes that a key has another value than in Redis, or none. */
  synchronized void changed(String key, long now) {
    note(key, now, null);
  }

  /** Notes that keys have changed, but for counters with a difference: returns these. */
  synchronized List<String> changedUnlessCounted(List<String> keys, long now) {
    List<String> counted = new ArrayList<>();
    for (String key : keys) {
      Note old = notes.get(key);
      if (old == null || old.difference() == null) {
        note(key, now, null);
      } else {
        counted.add(key);
      }
    }
    return counted;
  }

  /**
   * Notes that a counter was raised. A key that was changed before stays so.
   *
   * @param end of the counter in memory: of a counter that has ended, nothing is kept
   */
  synchronized void raised(String key, long by, long end, long now) {
    Note old = notes.get(key);
    if (old != null && old.difference() == null) {
      note(key, now, null);
      return;
    }
    Difference before = old == null ? null : old.difference();
    if (before == null || before.expiresAtMillis() <= now) {
      note(key, now, new Difference(key, by, end));
      return;
    }
    long sum = before.by() + by;
    // Two differences that overflow together: Redis has no such number, so the key goes.
    boolean tooLarge = ((before.by() ^ sum) & (by ^ sum)) < 0;
    note(key, now, tooLarge ? null : new Difference(key, sum, end));
  }

  private void note(String key, long now, @Nullable Difference difference) {
    if (isCovered(key)) {
      return;
    }
    Note old = notes.get(key);
    notes.put(key, new Note(++sequence, old == null ? now : old.since(), difference));
    bytes += old == null ? bytesOf(key) : 0;
    empty = false;
    if (notes.size() > maxKeys || bytes > maxBytes) {
      overflow();
    }
  }

  private static long bytesOf(String key) {
    return AROUND + key.getBytes(StandardCharsets.UTF_8).length;
  }

  private void overflow() {
    overflows++;
    overflowed.run();
    notes.keySet().forEach(key -> prefixes.add(prefix(key)));
    if (prefixes.size() > MAX_PREFIXES || prefixes.contains("")) {
      prefixes.clear();
      prefixes.add("");
    }
    notes.clear();
    bytes = 0;
  }

  /** Notes that all keys have gone. */
  synchronized void emptied() {
    prefixes.clear();
    prefixes.add("");
    notes.clear();
    bytes = 0;
    empty = false;
  }

  /**
   * Returns what all keys that are to be deleted begin with, besides those of {@link #changed()}.
   */
  synchronized List<String> prefixes() {
    return List.copyOf(prefixes);
  }

  /**
   * Forgets a prefix, whose keys are deleted in Redis next, or were just now: keys that change from
   * now on are noted by themselves.
   */
  synchronized void forgetPrefix(String prefix) {
    prefixes.remove(prefix);
    settleEmpty();
  }

  /** Notes a prefix again, as its keys could not be deleted. */
  synchronized void putBackPrefix(String prefix) {
    prefixes.add(prefix);
    empty = false;
  }

  /** Returns the keys that are to be deleted. */
  synchronized List<ChangedKey> changed() {
    List<ChangedKey> changed = new ArrayList<>();
    notes.forEach(
        (key, note) -> {
          if (note.difference() == null) {
            changed.add(new ChangedKey(key, note.sequence()));
          }
        });
    return changed;
  }

  /** Forgets keys that were deleted, but for those that have changed again. */
  synchronized void deleted(List<ChangedKey> gone) {
    for (ChangedKey key : gone) {
      Note note = notes.get(key.key());
      if (note != null && note.sequence() == key.sequence()) {
        forget(key.key());
      }
    }
    settleEmpty();
  }

  /** Takes the differences of counters out, without those of counters that have ended. */
  synchronized List<Difference> takeDifferences(long now) {
    List<Difference> taken = new ArrayList<>();
    for (Note note : List.copyOf(notes.values())) {
      Difference difference = note.difference();
      if (difference != null) {
        forget(difference.key());
        if (difference.by() != 0 && difference.expiresAtMillis() > now) {
          taken.add(difference);
        }
      }
    }
    settleEmpty();
    return taken;
  }

  private void forget(String key) {
    notes.remove(key);
    bytes -= bytesOf(key);
  }

  private void settleEmpty() {
    empty = notes.isEmpty() && prefixes.isEmpty();
  }

  /** Returns the number of keys and prefixes in it. */
  synchronized int depth() {
    return notes.size() + prefixes.size();
  }

  /** Returns when the oldest key was noted, in ms since the epoch; {@code now} if there is none. */
  synchronized long oldestMillis(long now) {
    return notes.values().stream().mapToLong(Note::since).min().orElse(now);
  }

  /** Sets a callback that runs at each overflow. */
  void onOverflow(Runnable callback) {
    overflowed = callback;
  }

  /** Returns how often it overflowed. */
  synchronized long overflows() {
    return overflows;
  }
}
