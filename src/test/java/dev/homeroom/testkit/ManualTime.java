package dev.homeroom.testkit;

import dev.homeroom.cache.Ticker;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicLong;

/** A clock and a ticker that move on with real time, and further when the test says so. */
public final class ManualTime extends Clock implements Ticker {
  private final AtomicLong aheadNanos = new AtomicLong();
  private final AtomicLong wallAheadNanos = new AtomicLong();

  /** Lets time pass for this instance alone: both clocks. */
  public void pass(Duration time) {
    aheadNanos.addAndGet(time.toNanos());
    wallAheadNanos.addAndGet(time.toNanos());
  }

  /** Lets only the wall clock pass, as after the suspension of a whole machine. */
  public void passOnTheWall(Duration time) {
    wallAheadNanos.addAndGet(time.toNanos());
  }

  @Override
  public long nanos() {
    return System.nanoTime() + aheadNanos.get();
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    return this;
  }

  @Override
  public Instant instant() {
    return Instant.now().plusNanos(wallAheadNanos.get());
  }
}
