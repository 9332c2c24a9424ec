package dev.homeroom.cache.readthrough;

import dev.homeroom.cache.spi.LookUps;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The look-ups of the requests that loaders work for, by the loaders' threads. */
final class LoaderLookUps {
  private final ConcurrentHashMap<Thread, LookUps> byThread = new ConcurrentHashMap<>();

  /** Runs a load for a request: the look-ups of its loader are that request's. */
  <T> T within(@Nullable LookUps request, Supplier<T> load) {
    Thread thread = Thread.currentThread();
    LookUps outer = request == null ? null : byThread.put(thread, request);
    try {
      return load.get();
    } finally {
      if (outer != null) {
        byThread.put(thread, outer);
      } else if (request != null) {
        byThread.remove(thread);
      }
    }
  }

  /** Returns the look-ups of the request that the calling loader works for; null if of none. */
  @Nullable LookUps ofCaller() {
    return byThread.get(Thread.currentThread());
  }
}
