package dev.homeroom.cache.redis;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Remembers the keys that held a large value when they were last seen, so that they are read
 * through the connection for large values. It holds at most 1,000; a forgotten one merely delays
 * others once.
 */
final class LargeKeys {
  private static final int MOST = 1_000;

  private final Map<String, Integer> sizes =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Integer> eldest) {
          return size() > MOST;
        }
      };
  private volatile boolean any;

  void note(String key, int bytes) {
    boolean isLarge = bytes > Command.LARGE_BYTES;
    if (!isLarge && !any) {
      return;
    }
    synchronized (sizes) {
      if (isLarge) {
        sizes.put(key, bytes);
        any = true;
      } else {
        sizes.remove(key);
        any = !sizes.isEmpty();
      }
    }
  }

  /** Returns the size of a key's value if it was large, else 0. */
  int bytesOf(String key) {
    if (!any) {
      return 0;
    }
    synchronized (sizes) {
      return sizes.getOrDefault(key, 0);
    }
  }
}
