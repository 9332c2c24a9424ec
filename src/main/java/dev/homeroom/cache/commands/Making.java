package dev.homeroom.cache.commands;

import dev.homeroom.cache.LoadTimeoutException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Has one value a key made at a time; others wait for it, and share its exception. A maker that
 * asks for its own key fails at once.
 */
final class Making<V> {
  private final ConcurrentHashMap<String, Made<V>> running = new ConcurrentHashMap<>();

  private final Duration longestWait;

  Making(Duration longestWait) {
    this.longestWait = longestWait;
  }

  /** Returns what the maker makes, or what another caller's maker is making. */
  @Nullable V make(String key, Supplier<? extends @Nullable V> maker) {
    Made<V> own = new Made<>(Thread.currentThread(), new CompletableFuture<>());
    Made<V> other = running.putIfAbsent(key, own);
    if (other != null) {
      if (other.maker() == Thread.currentThread()) {
        throw new IllegalStateException("the maker of " + key + " asks for its own key");
      }
      return awaited(key, other.value());
    }
    try {
      V made = maker.get();
      own.value().complete(made);
      return made;
    } catch (RuntimeException | Error e) {
      own.value().completeExceptionally(e);
      throw e;
    } finally {
      running.remove(key, own);
    }
  }

  /** What a thread is making. */
  private record Made<V>(Thread maker, CompletableFuture<@Nullable V> value) {}

  private @Nullable V awaited(String key, CompletableFuture<@Nullable V> other) {
    try {
      return other.get(longestWait.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      throw new IllegalStateException("the value could not be made", e.getCause());
    } catch (TimeoutException e) {
      throw new LoadTimeoutException(key);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LoadTimeoutException(key);
    }
  }
}
