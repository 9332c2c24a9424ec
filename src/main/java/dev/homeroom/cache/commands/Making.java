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

/** Has one value a key made at a time; others wait for it, and share its exception. */
final class Making<V> {
  private final ConcurrentHashMap<String, CompletableFuture<@Nullable V>> running =
      new ConcurrentHashMap<>();

  private final Duration longestWait;

  Making(Duration longestWait) {
    this.longestWait = longestWait;
  }

  /** Returns what the maker makes, or what another caller's maker is making. */
  @Nullable V make(String key, Supplier<? extends @Nullable V> maker) {
    CompletableFuture<@Nullable V> own = new CompletableFuture<>();
    CompletableFuture<@Nullable V> other = running.putIfAbsent(key, own);
    if (other != null) {
      return awaited(key, other);
    }
    try {
      V made = maker.get();
      own.complete(made);
      return made;
    } catch (RuntimeException | Error e) {
      own.completeExceptionally(e);
      throw e;
    } finally {
      running.remove(key, own);
    }
  }

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
