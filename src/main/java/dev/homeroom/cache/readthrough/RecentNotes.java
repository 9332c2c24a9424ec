package dev.homeroom.cache.readthrough;

import dev.homeroom.time.Ticker;
import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Remembers something under keys for a while, at most so many; the oldest go first, at the next
 * use. Safe for all threads; costs one volatile read while empty.
 *
 * @param <T> what is noted
 */
final class RecentNotes<T> {
  private record Note<T>(T what, long atNanos) {}

  private final int most;
  private final long longestNanos;
  private final Ticker ticker;
  private final LinkedHashMap<String, Note<T>> notes = new LinkedHashMap<>();
  private volatile boolean any;

  RecentNotes(int most, Duration longest, Ticker ticker) {
    this.most = most;
    this.longestNanos = longest.toNanos();
    this.ticker = ticker;
  }

  /** Notes something; what was noted under the key before is forgotten. */
  synchronized void put(String key, T what) {
    long now = ticker.nanos();
    notes.remove(key);
    dropOld(now, most - 1);
    notes.put(key, new Note<>(what, now));
    any = true;
  }

  /** Returns what was noted under a key and is not too old; else null. */
  @Nullable T get(String key) {
    if (!any) {
      return null;
    }
    synchronized (this) {
      dropOld(ticker.nanos(), most);
      Note<T> note = notes.get(key);
      return note == null ? null : note.what();
    }
  }

  void remove(String key) {
    if (any) {
      synchronized (this) {
        notes.remove(key);
        dropOld(ticker.nanos(), most);
      }
    }
  }

  synchronized int size() {
    return notes.size();
  }

  private void dropOld(long now, int places) {
    Iterator<Note<T>> eldest = notes.values().iterator();
    while (eldest.hasNext()) {
      boolean isYoung = now - eldest.next().atNanos() < longestNanos;
      if (isYoung && notes.size() <= places) {
        break;
      }
      eldest.remove();
    }
    any = !notes.isEmpty();
  }
}
