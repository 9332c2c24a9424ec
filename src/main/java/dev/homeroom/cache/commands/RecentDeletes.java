package dev.homeroom.cache.commands;

import java.time.Duration;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The keys that this instance deleted in Redis in the last two minutes and has not set since: a
 * Redis that was restarted may have lost the deletes (redis/redis issue 4819), so they are sent
 * again. The newest 10,000 keys. Safe for all threads.
 */
final class RecentDeletes {
  private static final long KEPT_MILLIS = Duration.ofMinutes(2).toMillis();
  private static final int MAX_KEYS = 10_000;

  /** When each key was deleted, in ms, oldest first. */
  private final Map<String, Long> times = new LinkedHashMap<>();

  private volatile boolean empty = true;

  /** Notes deleted keys. */
  synchronized void deleted(Collection<String> keys, long now) {
    for (String key : keys) {
      times.remove(key);
      times.put(key, now);
    }
    prune(now);
    empty = times.isEmpty();
  }

  /** Notes that a key may be there again. */
  void written(String key) {
    if (!empty) {
      synchronized (this) {
        times.remove(key);
        empty = times.isEmpty();
      }
    }
  }

  /** Returns the keys, and keeps them. */
  synchronized List<String> keys(long now) {
    prune(now);
    empty = times.isEmpty();
    return List.copyOf(times.keySet());
  }

  private void prune(long now) {
    Iterator<Long> oldest = times.values().iterator();
    while (oldest.hasNext() && (oldest.next() < now - KEPT_MILLIS || times.size() > MAX_KEYS)) {
      oldest.remove();
    }
  }
}
