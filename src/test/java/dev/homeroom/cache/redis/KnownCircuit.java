package dev.homeroom.cache.redis;

import dev.homeroom.cache.spi.Circuit;
import dev.homeroom.cache.spi.TierFailure;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** A circuit that a test closes and opens, and that remembers what it was told. */
final class KnownCircuit implements Circuit {
  volatile boolean closed = true;
  final List<TierFailure> failures = new CopyOnWriteArrayList<>();
  final AtomicInteger successes = new AtomicInteger();
  final AtomicInteger reconnections = new AtomicInteger();
  volatile long run = 1;
  volatile long lastNanos;

  @Override
  public boolean isClosed() {
    return closed;
  }

  @Override
  public long redisRun() {
    return run;
  }

  @Override
  public void reconnected() {
    reconnections.incrementAndGet();
  }

  @Override
  public void succeeded(long nanos) {
    successes.incrementAndGet();
    lastNanos = nanos;
  }

  @Override
  public void failed(TierFailure failure) {
    failures.add(failure);
  }
}
